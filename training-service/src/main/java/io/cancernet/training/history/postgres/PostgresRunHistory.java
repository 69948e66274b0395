package io.cancernet.training.history.postgres;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.RunId;
import io.cancernet.common.page.Page;
import io.cancernet.training.history.RunCursor;
import io.cancernet.training.history.RunHistory;
import io.cancernet.training.history.RunQuery;
import io.cancernet.training.history.RunSummary;
import io.cancernet.training.run.Epoch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The runs on record in Postgres: finds the numbers of a page's runs, then reads what it shows of them. */
@ApplicationScoped
class PostgresRunHistory implements RunHistory {

    private final AgroalDataSource database;

    PostgresRunHistory(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    @Transactional
    public Page<RunSummary> list(RunQuery query) {
        try (Connection connection = database.getConnection()) {
            Map<String, Integer> metricIds = metricIds(connection);
            List<RunSearch.Hit> found = new RunSearch(connection, query, metricIds).find();
            boolean more = found.size() > query.limit();
            List<RunSearch.Hit> hits = more ? found.subList(0, query.limit()) : found;
            List<RunSummary> items = summaries(connection, hits, metrics(connection, hits, query, metricIds));
            if (!more) {
                return Page.whole(items);
            }
            RunSearch.Hit last = hits.get(hits.size() - 1);
            return new Page<>(items, new RunCursor(query.sort(), last.value(), last.number()).text());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    @Transactional
    public List<String> metricNames() {
        try (Connection connection = database.getConnection()) {
            return List.copyOf(metricIds(connection).keySet());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    @Transactional
    public Optional<List<Epoch>> epochs(RunId id, int after) {
        Sql sql = Sql.of("select e.* from run r left join epoch e on e.run_id = r.run_id and e.number > ?", after)
                .add("where r.run_id = ? order by e.number", id.value());
        List<Epoch> epochs = new ArrayList<>();
        boolean exists = false;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                exists = true;
                if (rows.getObject("number") != null) {
                    epochs.add(Rows.epoch(rows));
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
        return exists ? Optional.of(epochs) : Optional.empty();
    }

    private static Map<String, Integer> metricIds(Connection connection) throws SQLException {
        Map<String, Integer> ids = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement("select name, id from metric");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.put(rows.getString(1), rows.getInt(2));
            }
        }
        return ids;
    }

    private static List<RunSummary> summaries(
            Connection connection, List<RunSearch.Hit> hits, Map<Integer, Map<String, Double>> metrics)
            throws SQLException {
        Map<Integer, RunSummary> found = new HashMap<>();
        Sql sql = Sql.of("select " + Rows.SUMMARY + " from run where number = any (?)", (Object) numbers(hits));
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                int number = rows.getInt("number");
                found.put(number, Rows.summary(rows, metrics.getOrDefault(number, Map.of())));
            }
        }
        return hits.stream()
                .flatMap(hit -> Optional.ofNullable(found.get(hit.number())).stream())
                .toList();
    }

    private static Map<Integer, Map<String, Double>> metrics(
            Connection connection, List<RunSearch.Hit> hits, RunQuery query, Map<String, Integer> metricIds)
            throws SQLException {
        Map<Integer, Map<String, Double>> metrics = new HashMap<>();
        if (query.metrics().isEmpty()) {
            return metrics;
        }
        Map<Integer, String> names = new HashMap<>();
        query.metrics().forEach(name -> names.put(metricIds.get(name), name));
        Sql sql = Sql.of("select run, metric, value from run_metric where run = any (?)", (Object) numbers(hits))
                .add("and metric = any (?)", (Object) names.keySet().toArray(Integer[]::new));
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                metrics.computeIfAbsent(rows.getInt(1), run -> new HashMap<>())
                        .put(names.get(rows.getInt(2)), rows.getDouble(3));
            }
        }
        return metrics;
    }

    private static Integer[] numbers(List<RunSearch.Hit> hits) {
        return hits.stream().map(RunSearch.Hit::number).toArray(Integer[]::new);
    }

    private static Outage failure(SQLException e) {
        return new Outage("the run history did not answer: " + e.getMessage(), e);
    }
}
