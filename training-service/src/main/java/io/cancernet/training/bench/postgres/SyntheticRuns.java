package io.cancernet.training.bench.postgres;

import io.cancernet.common.event.RunState;
import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.recipe.Recipes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Fills an empty run history with generated runs, by COPY, and brings the statistics up to date. */
public final class SyntheticRuns {

    private static final String SETTINGS = JsonColumn.write(Recipes.preset(Recipes.CANCERNET));
    private static final String ENVIRONMENT = JsonColumn.write(Map.of(
            "engine", "PyTorch 2.7.1",
            "device", "cpu()",
            "java", "17.0.13",
            "system", "Linux 6.1 amd64",
            "processors", 2,
            "memoryBytes", 25_000_000_000L));

    private final int runs;
    private final int epochs;

    public SyntheticRuns(int runs, int epochs) {
        this.runs = runs;
        this.epochs = epochs;
    }

    /**
     * Writes the runs into the database of the service's environment variables.
     *
     * @return ids of the runs, the oldest first
     */
    public List<String> write(Consumer<String> say) throws IOException {
        try (Connection connection = connect()) {
            requireEmpty(connection);
            copyRuns(connection);
            say.accept("runs are in");
            copyEpochs(connection);
            say.accept("epochs are in");
            copyMetrics(connection);
            say.accept("metrics are in");
            try (Statement statement = connection.createStatement()) {
                statement.execute("vacuum analyze run, epoch, metric, run_metric");
            }
        } catch (SQLException e) {
            throw new IOException("Postgres refused: " + e.getMessage(), e);
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            ids.add(SyntheticRun.of(i, runs).id());
        }
        return ids;
    }

    /** When the run of that index was created. */
    public static Instant created(int index) {
        return SyntheticRun.created(index);
    }

    public static List<String> recipes() {
        return SyntheticRun.RECIPES;
    }

    public static int datasets() {
        return SyntheticRun.DATASETS;
    }

    private static Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.put("user", environment("USERNAME"));
        properties.put("password", environment("PASSWORD"));
        properties.put("currentSchema", "training");
        return DriverManager.getConnection(environment("JDBC_URL"), properties);
    }

    private static String environment(String name) {
        String variable = "QUARKUS_DATASOURCE_" + name;
        return Objects.requireNonNull(System.getenv(variable), variable);
    }

    private static void requireEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from run)")) {
            row.next();
            if (row.getBoolean(1)) {
                throw new IllegalStateException("the service has runs already: start it on empty data");
            }
        }
    }

    private void copyRuns(Connection connection) throws SQLException, IOException {
        String sql = "copy run (run_id, state, dataset, manifest_key, manifest_sha256, mpp, leaky, recipe, settings,"
                + " seed, epochs_total, code_version, priority, environment, metrics, calibration_slope,"
                + " calibration_intercept, threshold, model_name, model_version, test_roc_auc, error_code, error_detail,"
                + " tags, created_at, started_at, finished_at) from stdin";
        try (Copy copy = new Copy(connection, sql)) {
            for (int i = 0; i < runs; i++) {
                copyRun(copy, i, SyntheticRun.of(i, runs));
            }
        }
    }

    private void copyRun(Copy copy, int index, SyntheticRun run) throws IOException {
        boolean finished = run.state() == RunState.FINISHED;
        boolean failed = run.state() == RunState.FAILED;
        boolean queued = run.state() == RunState.QUEUED;
        copy.row(
                run.id(),
                run.state(),
                run.dataset(),
                "datasets/" + run.dataset() + "/manifest.jsonl.gz",
                "0".repeat(64),
                4,
                index % 50 == 0,
                run.recipe(),
                SETTINGS,
                index,
                epochs,
                "0.1.0",
                0,
                queued ? "{}" : ENVIRONMENT,
                finished ? JsonColumn.write(nested(run.metrics())) : null,
                finished ? 1.1 : null,
                finished ? -.2 : null,
                run.metrics().get("test.atThreshold.threshold"),
                finished ? run.recipe() : null,
                finished ? run.id() : null,
                run.metrics().get("test.rocAuc"),
                failed ? "run-failed" : null,
                failed ? "the loss became NaN in epoch 3; the last good checkpoint is kept" : null,
                "{" + String.join(",", run.tags()) + "}",
                run.created(),
                queued ? null : run.created().plusSeconds(60),
                run.state().ended() ? run.created().plusSeconds(3600) : null);
    }

    /** The JSON that the run record holds, from the flat names. */
    private static Map<String, Object> nested(Map<String, Double> flat) {
        Map<String, Object> root = new TreeMap<>();
        flat.forEach((name, value) -> {
            Map<String, Object> node = root;
            String[] path = name.split("\\.", -1);
            for (int i = 0; i < path.length - 1; i++) {
                @SuppressWarnings("unchecked") // inner nodes are maps, as this makes them
                Map<String, Object> child =
                        (Map<String, Object>) node.computeIfAbsent(path[i], key -> new TreeMap<String, Object>());
                node = child;
            }
            node.put(path[path.length - 1], value);
        });
        return root;
    }

    private void copyEpochs(Connection connection) throws SQLException, IOException {
        try (Copy copy = new Copy(connection, "copy epoch from stdin")) {
            for (int i = 0; i < runs; i++) {
                SyntheticRun run = SyntheticRun.of(i, runs);
                SplittableRandom random = new SplittableRandom(i);
                for (int epoch = 1; run.state() != RunState.QUEUED && epoch <= epochs; epoch++) {
                    double loss = .3 + .5 / epoch + random.nextDouble() * .02;
                    copy.row(
                            run.id(),
                            epoch,
                            loss,
                            1 - loss / 3,
                            loss + .05,
                            1 - loss / 2.8,
                            .95 - loss / 4,
                            250 + random.nextDouble(),
                            780 + random.nextDouble(),
                            random.nextDouble(),
                            900_000_000L + random.nextInt(1 << 20));
                }
            }
        }
    }

    private void copyMetrics(Connection connection) throws SQLException, IOException {
        List<Integer> numbers = numbers(connection);
        Map<String, Integer> metrics = metricIds(connection);
        try (Copy copy = new Copy(connection, "copy run_metric (run, metric, value) from stdin")) {
            for (int i = 0; i < runs; i++) {
                for (Map.Entry<String, Double> each :
                        SyntheticRun.of(i, runs).metrics().entrySet()) {
                    copy.row(numbers.get(i), metrics.get(each.getKey()), each.getValue());
                }
            }
        }
    }

    private static List<Integer> numbers(Connection connection) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select number from run order by created_at")) {
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
        }
        return numbers;
    }

    private Map<String, Integer> metricIds(Connection connection) throws SQLException {
        Map<String, Integer> ids = new HashMap<>();
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into metric (name) values (?) on conflict (name) do update set name = excluded.name"
                        + " returning id")) {
            for (int i = 0; ids.isEmpty() && i < runs; i++) {
                for (String name : SyntheticRun.of(i, runs).metrics().keySet()) {
                    insert.setString(1, name);
                    try (ResultSet row = insert.executeQuery()) {
                        row.next();
                        ids.put(name, row.getInt(1));
                    }
                }
            }
        }
        return ids;
    }

    /** Rows on their way into a table, in COPY's text format. */
    private static final class Copy implements AutoCloseable {

        private static final int BUFFER = 1 << 20;

        private final OutputStream out;
        private final StringBuilder buffer = new StringBuilder();

        Copy(Connection connection, String sql) throws SQLException {
            out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql, BUFFER);
        }

        void row(@Nullable Object... cells) throws IOException {
            for (int i = 0; i < cells.length; i++) {
                Object cell = cells[i];
                buffer.append(i == 0 ? "" : "\t");
                buffer.append(cell == null ? "\\N" : cell.toString().replace("\\", "\\\\"));
            }
            buffer.append('\n');
            if (buffer.length() > BUFFER) {
                flush();
            }
        }

        private void flush() throws IOException {
            out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
            buffer.setLength(0);
        }

        @Override
        public void close() throws IOException {
            flush();
            out.close();
        }
    }
}
