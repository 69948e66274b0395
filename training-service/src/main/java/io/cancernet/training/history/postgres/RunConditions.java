package io.cancernet.training.history.postgres;

import io.cancernet.training.history.MetricCondition;
import io.cancernet.training.history.RunCursor;
import io.cancernet.training.history.RunFilter;
import io.cancernet.training.history.RunQuery;
import io.cancernet.training.history.RunSort;
import io.cancernet.training.history.TimeRange;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The filters and the order of a query as SQL. */
final class RunConditions {

    private final RunQuery query;
    private final Map<String, Integer> metricIds;

    /** @param metricIds of every metric that the query names */
    RunConditions(RunQuery query, Map<String, Integer> metricIds) {
        this.query = query;
        this.metricIds = metricIds;
    }

    /** Number and value of all runs that have the value by which they are sorted, from the cursor on. */
    Sql sorted() {
        RunSort sort = query.sort();
        RunCursor after = query.after();
        String beyond = sort.descending() ? "<" : ">";
        if (sort.byMetric()) {
            Sql sql = Sql.of("select run as number, value from run_metric where metric = ?", metricId(sort.by()));
            query.filter().metrics().stream()
                    .filter(each -> each.metric().equals(sort.by()))
                    .forEach(each -> compare(sql, "value", each));
            return after == null
                    ? sql
                    : sql.add("and (value, run) " + beyond + " (?, ?)", after.metric(), after.number());
        }
        boolean byCreation = sort.by().equals(RunSort.CREATED);
        String column = byCreation ? "created_at" : "finished_at";
        Sql sql = Sql.of("select number, " + column + " as value from run where " + column + " is not null");
        within(
                sql,
                column,
                byCreation ? query.filter().created() : query.filter().finished());
        return after == null
                ? sql
                : sql.add("and (" + column + ", number) " + beyond + " (?, ?)", at(after.time()), after.number());
    }

    Sql order(String value, String number) {
        String direction = query.sort().descending() ? " desc" : "";
        return Sql.of("order by " + value + direction + ", " + number + direction);
    }

    /** Joins the runs of that number that fit. */
    Sql joins(String number) {
        Sql sql = filtersRuns() ? Sql.of("join run r on r.number = " + number).add(runFilters()) : new Sql();
        otherMetrics().forEach((metric, conditions) -> {
            String alias = "m" + metricId(metric);
            sql.add("join run_metric " + alias + " on " + alias + ".run = " + number);
            sql.add("and " + alias + ".metric = ?", metricId(metric));
            conditions.forEach(each -> compare(sql, alias + ".value", each));
        });
        return sql;
    }

    /** Queries for numbers of runs, each by a part of the conditions: what fits is in all of them. */
    List<Sql> parts() {
        List<Sql> parts = partsBesideSort();
        parts.add(Sql.of("select number from (").add(sorted()).add(") sorted"));
        return parts;
    }

    /** The same without those that have the value by which they are sorted. */
    List<Sql> partsBesideSort() {
        List<Sql> parts = new ArrayList<>();
        if (filtersRuns()) {
            parts.add(Sql.of("select r.number from run r where true").add(runFilters()));
        }
        otherMetrics().forEach((metric, conditions) -> {
            Sql part = Sql.of("select run as number from run_metric where metric = ?", metricId(metric));
            conditions.forEach(each -> compare(part, "value", each));
            parts.add(part);
        });
        return parts;
    }

    /** Conditions on metrics but the one by which the runs are sorted. */
    private Map<String, List<MetricCondition>> otherMetrics() {
        Map<String, List<MetricCondition>> byMetric = new TreeMap<>();
        query.filter().metrics().stream()
                .filter(each -> !each.metric().equals(query.sort().by()))
                .forEach(each -> byMetric.computeIfAbsent(each.metric(), metric -> new ArrayList<>())
                        .add(each));
        return byMetric;
    }

    private boolean filtersRuns() {
        RunFilter filter = query.filter();
        return !filter.states().isEmpty()
                || !filter.recipes().isEmpty()
                || !filter.datasets().isEmpty()
                || !filter.tags().isEmpty()
                || !filter.created().equals(TimeRange.ALWAYS)
                || !filter.finished().equals(TimeRange.ALWAYS);
    }

    private Sql runFilters() {
        RunFilter filter = query.filter();
        Sql sql = new Sql();
        anyOf(sql, "state", filter.states().stream().map(Enum::name).toArray(String[]::new));
        anyOf(sql, "recipe", filter.recipes().toArray(String[]::new));
        anyOf(sql, "dataset", filter.datasets().stream().map(Object::toString).toArray(String[]::new));
        within(sql, "r.created_at", filter.created());
        within(sql, "r.finished_at", filter.finished());
        if (!filter.tags().isEmpty()) {
            sql.add("and r.tags @> ?", (Object) filter.tags().toArray(String[]::new));
        }
        return sql;
    }

    private static void anyOf(Sql sql, String column, String[] values) {
        if (values.length > 0) {
            sql.add("and r." + column + " = any (?)", (Object) values);
        }
    }

    private static void within(Sql sql, String column, TimeRange range) {
        if (range.from() != null) {
            sql.add("and " + column + " >= ?", at(range.from()));
        }
        if (range.to() != null) {
            sql.add("and " + column + " < ?", at(range.to()));
        }
    }

    private static void compare(Sql sql, String column, MetricCondition condition) {
        sql.add("and " + column + " " + condition.comparison().symbol() + " ?", condition.value());
    }

    private int metricId(String name) {
        Integer id = metricIds.get(name);
        if (id == null) {
            throw new IllegalStateException("a metric that is not known: " + name);
        }
        return id;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
