package io.cancernet.training.history;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.RunId;
import io.cancernet.common.page.Page;
import io.cancernet.training.run.Epoch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What can be asked of the runs on record. */
@ApplicationScoped
public class BrowseRuns {

    private static final int MOST_NAMES = 80;
    private static final int EXPORT_PAGE = 1000;

    private final RunHistory history;

    public BrowseRuns(RunHistory history) {
        this.history = history;
    }

    /** A page of runs. @throws DomainException when the query names a metric that no run has */
    public Page<RunSummary> list(RunQuery query) {
        requireKnown(query);
        return history.list(query);
    }

    /**
     * What an export of all runs that fit shows of them.
     *
     * @param columns absent: all there are
     * @throws DomainException when the filter or the columns name a metric that no run has
     */
    public RunColumns exported(RunFilter filter, @Nullable String columns) {
        RunColumns chosen = columns == null
                ? new RunColumns(List.of(RunColumn.values()), history.metricNames())
                : RunColumns.parse(columns);
        requireKnown(new RunQuery(filter, RunSort.NEWEST, chosen.metrics(), EXPORT_PAGE, null));
        return chosen;
    }

    /** Hands over all runs that fit, the oldest first; reads a page at a time, so that no transaction lasts long. */
    public void export(RunFilter filter, RunColumns columns, Consumer<RunSummary> taker) {
        RunSort oldest = new RunSort(RunSort.CREATED, false);
        String next = null;
        do {
            Page<RunSummary> page = history.list(
                    new RunQuery(filter, oldest, columns.metrics(), EXPORT_PAGE, RunCursor.parse(next, oldest)));
            page.items().forEach(taker);
            next = page.next();
        } while (next != null);
    }

    /** The names of all metrics that any run has, in order. */
    public List<String> metricNames() {
        return history.metricNames();
    }

    /** The epochs of a run after the one of that number. */
    public List<Epoch> epochs(RunId id, int after) {
        return history.epochs(id, after)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "there is no run %s; GET /api/v1/runs lists those there are".formatted(id)));
    }

    private void requireKnown(RunQuery query) {
        if (!query.namesMetrics()) {
            return;
        }
        List<String> known = history.metricNames();
        if (query.sort().byMetric()) {
            requireKnown(
                    known,
                    query.sort().by(),
                    "sort is %s, %s or a metric".formatted(RunSort.CREATED, RunSort.FINISHED));
        }
        query.metrics().forEach(each -> requireKnown(known, each, "columns are " + RunColumn.names() + " and metrics"));
        query.filter().metrics().forEach(each -> requireKnown(known, each.metric(), "metric begins with a metric"));
    }

    private static void requireKnown(List<String> known, String name, String what) {
        if (known.contains(name)) {
            return;
        }
        String instead = known.isEmpty()
                ? "no run has metrics yet"
                : "metrics of runs are " + String.join(", ", known.subList(0, Math.min(MOST_NAMES, known.size())));
        String more = known.size() > MOST_NAMES ? ", …; GET /api/v1/runs/metrics lists all" : "";
        throw new DomainException(ErrorCode.INVALID_REQUEST, "%s: '%s'; %s%s".formatted(what, name, instead, more));
    }
}
