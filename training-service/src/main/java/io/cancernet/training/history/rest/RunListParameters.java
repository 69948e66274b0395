package io.cancernet.training.history.rest;

import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.page.PageRequest;
import io.cancernet.training.history.MetricCondition;
import io.cancernet.training.history.RunColumns;
import io.cancernet.training.history.RunCursor;
import io.cancernet.training.history.RunFilter;
import io.cancernet.training.history.RunQuery;
import io.cancernet.training.history.RunSort;
import io.cancernet.training.history.TimeRange;
import jakarta.ws.rs.QueryParam;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters of a list of runs. */
public record RunListParameters(
        @Parameter(
                description = "queued, running, finished, failed or cancelled; repeat it for any of several",
                example = "finished")
        @QueryParam("state")
        List<String> state,

        @Parameter(description = "name of a recipe; repeat it for any of several", example = "cancernet")
        @QueryParam("recipe")
        List<String> recipe,

        @Parameter(description = "dataset version; repeat it for any of several", example = "idc/1")
        @QueryParam("dataset")
        List<String> dataset,

        @Parameter(description = "a tag that runs have; repeat it for runs that have all", example = "paper")
        @QueryParam("tag")
        List<String> tag,

        @Parameter(
                description = "a metric's name, one of >= <= > < =, and a number; repeat it for runs that meet"
                        + " all, at most 8. GET /api/v1/runs/metrics has the names.",
                example = "test.rocAuc>=0.8")
        @QueryParam("metric")
        List<String> metric,

        @Parameter(description = "created at this time or later", example = "2026-11-01T00:00:00Z")
        @QueryParam("createdFrom")
        @Nullable String createdFrom,

        @Parameter(description = "created before this time", example = "2026-12-01T00:00:00Z")
        @QueryParam("createdTo")
        @Nullable String createdTo,

        @Parameter(description = "ended at this time or later") @QueryParam("finishedFrom") @Nullable String finishedFrom,

        @Parameter(description = "ended before this time") @QueryParam("finishedTo") @Nullable String finishedTo,

        @Parameter(
                description = "createdAt (default), finishedAt or a metric; runs without it are left out",
                example = "test.rocAuc")
        @QueryParam("sort")
        @Nullable String sort,

        @Parameter(description = "desc (default) or asc", example = "desc") @QueryParam("order") @Nullable String order,

        @Parameter(
                description = "names with commas between them: runId, state, stage, dataset, leaky, recipe, seed,"
                        + " priority, epochsTotal, epochsFinished, codeVersion, model, testRocAuc, error, tags, note, createdAt,"
                        + " startedAt, finishedAt, and up to 20 metrics, which appear under metrics",
                example = "runId,recipe,test.rocAuc,test.atThreshold.balancedAccuracy")
        @QueryParam("columns")
        @Nullable String columns,

        @Parameter(description = "1 to 1,000 runs, 100 if absent", schema = @Schema(type = SchemaType.INTEGER))
        @QueryParam("limit")
        @Nullable String limit,

        @Parameter(description = "the next of the page before, whose sort and order it needs")
        @QueryParam("cursor")
        @Nullable String cursor) {

    private static final Set<String> NAMES = Set.of(
            "state",
            "recipe",
            "dataset",
            "tag",
            "metric",
            "createdFrom",
            "createdTo",
            "finishedFrom",
            "finishedTo",
            "sort",
            "order",
            "columns",
            "limit",
            "cursor");

    /** Refuses parameters of other names: a filter that is misspelt would show too much. */
    void requireNoOthers(Set<String> sent) {
        requireOnly(NAMES, sent);
    }

    /** The same for an export, which has no pages and an order of its own. */
    void requireNoOthersToExport(Set<String> sent) {
        Set<String> names = new TreeSet<>(NAMES);
        names.removeAll(Set.of("sort", "order", "limit", "cursor"));
        names.add("format");
        requireOnly(names, sent);
    }

    private static void requireOnly(Set<String> names, Set<String> sent) {
        Set<String> others = new TreeSet<>(sent);
        others.removeAll(names);
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("unknown parameter %s; there are %s"
                    .formatted(String.join(", ", others), String.join(", ", new TreeSet<>(names))));
        }
    }

    RunColumns toColumns() {
        return RunColumns.parse(columns);
    }

    RunQuery toQuery(RunColumns chosen) {
        RunSort by = RunSort.parse(sort, order);
        PageRequest page = PageRequest.of(Whole.number("limit", limit), cursor);
        return new RunQuery(toFilter(), by, chosen.metrics(), page.limit(), RunCursor.parse(page.cursor(), by));
    }

    RunFilter toFilter() {
        return new RunFilter(
                state.stream().map(RunListParameters::state).collect(Collectors.toSet()),
                new HashSet<>(recipe),
                dataset.stream().map(DatasetVersion::parse).collect(Collectors.toSet()),
                TimeRange.parse("created", createdFrom, createdTo),
                TimeRange.parse("finished", finishedFrom, finishedTo),
                metric.stream().map(MetricCondition::parse).toList(),
                new HashSet<>(tag));
    }

    private static RunState state(String slug) {
        try {
            return RunState.valueOf(slug.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "state is queued, running, finished, failed or cancelled: '%s'".formatted(slug), e);
        }
    }
}
