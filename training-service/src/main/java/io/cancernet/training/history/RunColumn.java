package io.cancernet.training.history;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.training.run.RunError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A property of runs that a list can show; the metrics are columns besides, by their names. */
public enum RunColumn {
    RUN_ID("runId", RunSummary::runId),
    STATE("state", RunSummary::state),
    STAGE("stage", RunSummary::stage),
    DATASET("dataset", RunSummary::dataset),
    LEAKY("leaky", RunSummary::leaky),
    RECIPE("recipe", RunSummary::recipe),
    SEED("seed", RunSummary::seed),
    PRIORITY("priority", RunSummary::priority),
    EPOCHS_TOTAL("epochsTotal", RunSummary::epochsTotal),
    EPOCHS_FINISHED("epochsFinished", RunSummary::epochsFinished),
    CODE_VERSION("codeVersion", RunSummary::codeVersion),
    MODEL("model", RunSummary::model),
    TEST_ROC_AUC("testRocAuc", RunSummary::testRocAuc),
    ERROR("error", RunSummary::error),
    TAGS("tags", RunSummary::tags),
    NOTE("note", RunSummary::note),
    CREATED_AT("createdAt", RunSummary::createdAt),
    STARTED_AT("startedAt", RunSummary::startedAt),
    FINISHED_AT("finishedAt", RunSummary::finishedAt);

    /** Shown when nobody chooses. */
    public static final List<RunColumn> USUAL = Arrays.stream(values())
            .filter(each -> each != NOTE && each != PRIORITY && each != CODE_VERSION)
            .toList();

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // always a reference to an accessor, which has no state
    private final Function<RunSummary, @Nullable Object> value;

    RunColumn(String label, Function<RunSummary, @Nullable Object> value) {
        this.label = label;
        this.value = value;
    }

    /** Its name in JSON and in {@code columns=}. */
    public String label() {
        return label;
    }

    /** What a run has there, of a type of the domain. */
    public @Nullable Object of(RunSummary run) {
        return value.apply(run);
    }

    /** The columns of a flat table that it becomes: an id, a number, a text, a truth value, a time or a list of texts. */
    List<FlatColumn> flat() {
        return switch (this) {
            case MODEL ->
                List.of(
                        new FlatColumn("model_name", run -> model(run, ModelVersion::name)),
                        new FlatColumn("model_version", run -> model(run, ModelVersion::version)));
            case ERROR ->
                List.of(
                        new FlatColumn("error_code", run -> error(run, RunError::code)),
                        new FlatColumn("error_detail", run -> error(run, RunError::detail)));
            default -> List.of(new FlatColumn(FlatColumn.snakeCase(label), value));
        };
    }

    public static Optional<RunColumn> find(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(RunColumn::label).collect(Collectors.joining(", "));
    }

    private static @Nullable Object model(RunSummary run, Function<ModelVersion, String> part) {
        return run.model() == null ? null : part.apply(run.model());
    }

    private static @Nullable Object error(RunSummary run, Function<RunError, String> part) {
        return run.error() == null ? null : part.apply(run.error());
    }
}
