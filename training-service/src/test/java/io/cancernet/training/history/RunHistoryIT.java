package io.cancernet.training.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.page.Page;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.training.history.MetricCondition.Comparison;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of random runs against the same lists made by looking at each run. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class RunHistoryIT {

    /** So many that each step of the search is taken: more than it walks, and more than a few in parts that fit. */
    private static final int RUNS = 5000;

    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final List<RunState> STATES = List.of(RunState.values());
    private static final List<String> RECIPES = List.of("history-a", "history-b", "history-rare");
    private static final DatasetVersion ONE = new DatasetVersion("history", 1);
    private static final DatasetVersion TWO = new DatasetVersion("history", 2);
    private static final String UP = "history.up";
    private static final String DOWN = "history.down";

    private static final List<Recorded> RECORDED = new ArrayList<>();

    @Inject
    RunHistory history;

    @Inject
    AgroalDataSource database;

    /** A run as it was put on record. */
    private record Recorded(
            int number,
            RunId id,
            RunState state,
            String recipe,
            DatasetVersion dataset,
            Set<String> tags,
            Instant created,
            @Nullable Instant finished,
            Map<String, Double> metrics) {}

    @BeforeEach
    void record() throws SQLException {
        if (!RECORDED.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into metric (name) values ('history.up'), ('history.down') on conflict do nothing");
            connection.setAutoCommit(false);
            Random random = new Random(7);
            for (int i = 0; i < RUNS; i++) {
                RECORDED.add(insert(connection, random, i));
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("analyze run");
            statement.execute("analyze run_metric");
        }
    }

    private static Recorded insert(Connection connection, Random random, int i) throws SQLException {
        RunState state = STATES.get(random.nextInt(STATES.size()));
        String recipe = i % 500 == 3 ? RECIPES.get(2) : RECIPES.get(i % 2);
        DatasetVersion dataset = random.nextBoolean() ? ONE : TWO;
        Set<String> tags = i % 700 == 5 ? Set.of("rare", "usual") : i % 3 == 0 ? Set.of("usual") : Set.of();
        // Several runs share a time, as they share values of metrics.
        Instant created = START.plusSeconds(i / 3);
        Instant finished = state.ended() ? created.plusSeconds(random.nextInt(600)) : null;
        Map<String, Double> metrics = new HashMap<>();
        if (state != RunState.QUEUED) {
            double up = random.nextInt(1000) / 1000.0;
            metrics.put(UP, up);
            if (random.nextInt(10) > 0) {
                metrics.put(DOWN, 1 - up);
            }
        }
        RunId id = new RunId("history-%05d".formatted(random.nextInt(100) * RUNS + i));
        int number = insertRun(connection, id, state, recipe, dataset, tags, created, finished);
        insertMetrics(connection, number, metrics);
        return new Recorded(number, id, state, recipe, dataset, tags, created, finished, metrics);
    }

    private static int insertRun(
            Connection connection,
            RunId id,
            RunState state,
            String recipe,
            DatasetVersion dataset,
            Set<String> tags,
            Instant created,
            @Nullable Instant finished)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into run (run_id, state, dataset, manifest_key, manifest_sha256, mpp, leaky, recipe, settings, seed,
                                 epochs_total, code_version, priority, environment, tags, created_at, finished_at)
                values (?, ?, ?, 'k', ?, 4, false, ?, '{}', 1, 2, 'test', 0, '{}', ?, ?, ?) returning number""")) {
            insert.setString(1, id.value());
            insert.setString(2, state.name());
            insert.setString(3, dataset.toString());
            insert.setString(4, "0".repeat(64));
            insert.setString(5, recipe);
            insert.setArray(6, connection.createArrayOf("text", tags.toArray()));
            insert.setObject(7, created.atOffset(ZoneOffset.UTC));
            insert.setObject(8, finished == null ? null : finished.atOffset(ZoneOffset.UTC));
            var row = insert.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }

    private static void insertMetrics(Connection connection, int run, Map<String, Double> metrics) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into run_metric (run, metric, value) select ?, id, ? from metric where name = ?")) {
            for (Map.Entry<String, Double> each : metrics.entrySet()) {
                insert.setInt(1, run);
                insert.setDouble(2, each.getValue());
                insert.setString(3, each.getKey());
                insert.executeUpdate();
            }
        }
    }

    @Test
    void anyFilterInAnyOrder_showsWhatLookingAtEachRunFinds() {
        List<RunFilter> filters = new ArrayList<>();
        for (Set<RunState> states :
                List.of(Set.<RunState>of(), Set.of(RunState.FINISHED), Set.of(RunState.QUEUED, RunState.FAILED))) {
            for (Set<String> recipes : List.of(Set.copyOf(RECIPES), Set.of("history-a"), Set.of("history-rare"))) {
                for (Set<String> tags :
                        List.of(Set.<String>of(), Set.of("usual"), Set.of("rare", "usual"), Set.of("none"))) {
                    for (List<MetricCondition> metrics : conditions()) {
                        filters.add(new RunFilter(
                                states, recipes, Set.of(), TimeRange.ALWAYS, TimeRange.ALWAYS, metrics, tags));
                    }
                }
            }
        }
        filters.add(new RunFilter(
                Set.of(),
                Set.copyOf(RECIPES),
                Set.of(TWO),
                new TimeRange(START.plusSeconds(10), START.plusSeconds(90)),
                new TimeRange(START.plusSeconds(100), null),
                List.of(),
                Set.of()));
        for (RunFilter filter : filters) {
            for (RunSort sort : sorts()) {
                assertThat(page(filter, sort, 7, null).items())
                        .as("%s %s", filter, sort)
                        .extracting(RunSummary::runId)
                        .isEqualTo(expected(filter, sort).stream()
                                .limit(7)
                                .map(Recorded::id)
                                .toList());
            }
        }
    }

    @Test
    void pages_showEachRunOnceInOrder() {
        RunFilter some = new RunFilter(
                Set.of(RunState.FINISHED),
                Set.copyOf(RECIPES),
                Set.of(ONE),
                TimeRange.ALWAYS,
                TimeRange.ALWAYS,
                List.of(),
                Set.of());
        for (RunSort sort : sorts()) {
            List<RunId> seen = new ArrayList<>();
            String cursor = null;
            do {
                Page<RunSummary> page = page(some, sort, 50, RunCursor.parse(cursor, sort));
                page.items().forEach(run -> seen.add(run.runId()));
                cursor = page.next();
            } while (cursor != null);
            assertThat(seen)
                    .as("%s", sort)
                    .isEqualTo(expected(some, sort).stream().map(Recorded::id).toList());
        }
    }

    @Test
    void chosenMetrics_areShownWhereRunsHaveThem() {
        RunFilter all = new RunFilter(
                Set.of(), Set.copyOf(RECIPES), Set.of(), TimeRange.ALWAYS, TimeRange.ALWAYS, List.of(), Set.of());

        Page<RunSummary> page = history.list(new RunQuery(all, RunSort.NEWEST, List.of(DOWN, UP), 500, null));

        Map<RunId, Map<String, Double>> recorded = new HashMap<>();
        RECORDED.forEach(each -> recorded.put(each.id(), each.metrics()));
        assertThat(page.items()).hasSize(500).allSatisfy(run -> assertThat(run.metrics())
                .isEqualTo(recorded.get(run.runId())));
        assertThat(history.metricNames()).contains(DOWN, UP).isSorted();
    }

    @Test
    void epochsOfNoRun_areNothingAndOfOneWithoutAny_none() {
        assertThat(history.epochs(new RunId("no-such-run"), 0)).isEmpty();
        assertThat(history.epochs(RECORDED.get(0).id(), 0)).isEqualTo(Optional.of(List.of()));
    }

    private Page<RunSummary> page(RunFilter filter, RunSort sort, int limit, @Nullable RunCursor after) {
        return history.list(new RunQuery(filter, sort, List.of(), limit, after));
    }

    private static List<List<MetricCondition>> conditions() {
        return List.of(
                List.of(),
                List.of(new MetricCondition(UP, Comparison.AT_LEAST, .5)),
                List.of(
                        new MetricCondition(DOWN, Comparison.ABOVE, .9),
                        new MetricCondition(DOWN, Comparison.BELOW, .95)),
                List.of(
                        new MetricCondition(UP, Comparison.AT_MOST, .4),
                        new MetricCondition(DOWN, Comparison.AT_MOST, .4)),
                List.of(new MetricCondition(UP, Comparison.EQUAL, .25)));
    }

    private static List<RunSort> sorts() {
        List<RunSort> sorts = new ArrayList<>();
        for (String by : List.of(RunSort.CREATED, RunSort.FINISHED, UP, DOWN)) {
            sorts.add(new RunSort(by, true));
            sorts.add(new RunSort(by, false));
        }
        return sorts;
    }

    private static List<Recorded> expected(RunFilter filter, RunSort sort) {
        Comparator<Recorded> order =
                Comparator.<Recorded>comparingDouble(run -> value(run, sort)).thenComparing(Recorded::number);
        return RECORDED.stream()
                .filter(run -> fits(run, filter) && !Double.isNaN(value(run, sort)))
                .sorted(sort.descending() ? order.reversed() : order)
                .toList();
    }

    private static double value(Recorded run, RunSort sort) {
        return switch (sort.by()) {
            case RunSort.CREATED -> run.created().getEpochSecond();
            case RunSort.FINISHED ->
                run.finished() == null ? Double.NaN : run.finished().getEpochSecond();
            default -> run.metrics().getOrDefault(sort.by(), Double.NaN);
        };
    }

    private static boolean fits(Recorded run, RunFilter filter) {
        return (filter.states().isEmpty() || filter.states().contains(run.state()))
                && filter.recipes().contains(run.recipe())
                && (filter.datasets().isEmpty() || filter.datasets().contains(run.dataset()))
                && within(run.created(), filter.created())
                && within(run.finished(), filter.finished())
                && run.tags().containsAll(filter.tags())
                && filter.metrics().stream()
                        .allMatch(each -> meets(run.metrics().get(each.metric()), each));
    }

    private static boolean within(@Nullable Instant time, TimeRange range) {
        if (range.equals(TimeRange.ALWAYS)) {
            return true;
        }
        return time != null
                && (range.from() == null || !time.isBefore(range.from()))
                && (range.to() == null || time.isBefore(range.to()));
    }

    private static boolean meets(@Nullable Double value, MetricCondition condition) {
        if (value == null) {
            return false;
        }
        int compared = Double.compare(value, condition.value());
        return switch (condition.comparison()) {
            case AT_LEAST -> compared >= 0;
            case AT_MOST -> compared <= 0;
            case ABOVE -> compared > 0;
            case BELOW -> compared < 0;
            case EQUAL -> compared == 0;
        };
    }
}
