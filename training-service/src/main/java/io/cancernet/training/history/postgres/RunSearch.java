package io.cancernet.training.history.postgres;

import io.cancernet.training.history.RunFilter;
import io.cancernet.training.history.RunQuery;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * Finds which runs a page shows, in steps that each have a bound whatever the filters are combined to.
 *
 * <ol>
 *   <li>It walks a stretch of the sort's index and probes the filters run by run: the page is full when many runs fit.
 *   <li>When a part of the conditions leaves few runs, it looks at those.
 *   <li>Else many runs meet each condition, but few all of them, or those lie far away: it reads the numbers of the runs
 *       that meet each, all of them at once, and goes on along the sort's index with their intersection at hand.
 * </ol>
 *
 * <p>The planner alone would take columns and metrics for independent, and walk or probe on without end; and joining
 * the sets in the database costs two to three times what reading them does.
 */
final class RunSearch {

    private static final int WALK = 2000;
    private static final int WALK_PER_RUN = 4;
    private static final int FEW = 1000;
    private static final int[] STRETCHES = {20_000, Integer.MAX_VALUE};

    /** Plans are made for the values at hand; compiling or sharing the work costs more than a page. */
    private static final String SETTINGS = "set local jit = off; set local max_parallel_workers_per_gather = 0;"
            + " set local plan_cache_mode = force_custom_plan; set local random_page_cost = 1.1";

    private static final String PROBE =
            "set local enable_hashjoin = off; set local enable_mergejoin = off;" + " set local enable_seqscan = off";
    private static final String ANY_PLAN =
            "set local enable_hashjoin = on; set local enable_mergejoin = on;" + " set local enable_seqscan = on";

    private final Connection connection;
    private final RunQuery query;
    private final RunConditions conditions;

    /** @param metricIds of every metric that the query names */
    RunSearch(Connection connection, RunQuery query, Map<String, Integer> metricIds) {
        this.connection = connection;
        this.query = query;
        this.conditions = new RunConditions(query, metricIds);
    }

    /** A run that fits, with the value by which it is sorted as text of a cursor. */
    record Hit(int number, String value) {}

    /** The first runs that fit, in order: one more than the page's limit when there are as many. */
    List<Hit> find() throws SQLException {
        set(SETTINGS);
        if (query.filter().equals(RunFilter.ALL)) {
            return hits(conditions.sorted().add(order()).add("limit ?", query.limit() + 1));
        }
        set(PROBE);
        List<Hit> near = hits(walk());
        if (near.size() > query.limit()) {
            return near;
        }
        Optional<Integer[]> few = few();
        if (few.isPresent()) {
            return hits(among(few.get()));
        }
        set(ANY_PLAN);
        Integer[] far = far();
        set(PROBE);
        return far.length == 0 ? List.of() : hits(among(far));
    }

    private Sql walk() {
        int stretch = Math.max(WALK, WALK_PER_RUN * query.limit());
        return Sql.of("select w.number, w.value from (")
                .add(conditions.sorted())
                .add(order())
                .add("limit ?) w", stretch)
                .add(conditions.joins("w.number"))
                .add(conditions.order("w.value", "w.number"))
                .add("limit ?", query.limit() + 1);
    }

    private Sql among(Integer[] numbers) {
        return Sql.of("select w.number, w.value from (select * from (")
                .add(conditions.sorted())
                .add(") s where number = any (?) offset 0) w", (Object) numbers)
                .add(conditions.joins("w.number"))
                .add(conditions.order("w.value", "w.number"))
                .add("limit ?", query.limit() + 1);
    }

    /** The first runs along the sort's index that meet every part of the conditions. */
    private Integer[] far() throws SQLException {
        BitSet fitting = null;
        for (Sql part : conditions.partsBesideSort()) {
            BitSet meeting = new BitSet();
            for (int number : numbers(part)) {
                meeting.set(number);
            }
            if (fitting == null) {
                fitting = meeting;
            } else {
                fitting.and(meeting);
            }
        }
        List<Integer> found = new ArrayList<>();
        for (int stretch : STRETCHES) {
            found.clear();
            int[] sorted = numbers(conditions.sorted().add(order()).add("limit ?", stretch));
            for (int i = 0; i < sorted.length && found.size() <= query.limit(); i++) {
                if (fitting == null || fitting.get(sorted[i])) {
                    found.add(sorted[i]);
                }
            }
            if (found.size() > query.limit() || sorted.length < stretch) {
                break;
            }
        }
        return found.toArray(Integer[]::new);
    }

    /** The first column of a query, in its order. */
    private int[] numbers(Sql query) throws SQLException {
        Sql array = Sql.of("select array_agg(s.number) from (").add(query).add(") s");
        PGConnection postgres = connection.unwrap(PGConnection.class);
        int usual = postgres.getPrepareThreshold();
        // As binary from the first time: text of a hundred thousand numbers takes longer than finding them.
        postgres.setPrepareThreshold(-1);
        try (PreparedStatement statement = array.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            Array numbers = row.getArray(1);
            return numbers == null
                    ? new int[0]
                    : Arrays.stream((Integer[]) numbers.getArray())
                            .mapToInt(Integer::intValue)
                            .toArray();
        } finally {
            postgres.setPrepareThreshold(usual);
        }
    }

    /** All runs that meet a part of the conditions, if they are few. */
    private Optional<Integer[]> few() throws SQLException {
        for (Sql part : conditions.parts()) {
            List<Integer> numbers = new ArrayList<>();
            try (PreparedStatement statement = part.add("limit ?", FEW + 1).prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getInt(1));
                }
            }
            if (numbers.size() <= FEW) {
                return Optional.of(numbers.toArray(Integer[]::new));
            }
        }
        return Optional.empty();
    }

    private Sql order() {
        return conditions.order("value", "number");
    }

    private List<Hit> hits(Sql sql) throws SQLException {
        List<Hit> hits = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                hits.add(new Hit(rows.getInt(1), value(rows)));
            }
        }
        return hits;
    }

    private String value(ResultSet rows) throws SQLException {
        return query.sort().byMetric()
                ? Double.toString(rows.getDouble(2))
                : rows.getObject(2, OffsetDateTime.class).toInstant().toString();
    }

    private void set(String settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings);
        }
    }
}
