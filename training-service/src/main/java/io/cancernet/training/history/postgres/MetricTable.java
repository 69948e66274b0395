package io.cancernet.training.history.postgres;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/** Writes the tables {@code metric} and {@code run_metric}. */
@ApplicationScoped
public class MetricTable {

    private final AgroalDataSource database;

    public MetricTable(AgroalDataSource database) {
        this.database = database;
    }

    /** Adds the metrics of a run, by name, within the caller's transaction; those that it has are replaced. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void put(RunId run, Map<String, Double> metrics) {
        String[] names = metrics.keySet().toArray(String[]::new);
        Double[] values = metrics.values().toArray(Double[]::new);
        try (Connection connection = database.getConnection()) {
            // Names are taken in order, so that two runs with new ones do not wait for each other in a circle.
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into metric (name) select name from unnest(?) name"
                            + " where name not in (select name from metric) order by name on conflict do nothing")) {
                insert.setArray(1, connection.createArrayOf("text", names));
                insert.executeUpdate();
            }
            try (PreparedStatement insert = connection.prepareStatement("insert into run_metric (run, metric, value)"
                    + " select run.number, metric.id, given.value from unnest(?, ?) given (name, value)"
                    + " join metric using (name) join run on run.run_id = ?"
                    + " on conflict (run, metric) do update set value = excluded.value")) {
                insert.setArray(1, connection.createArrayOf("text", names));
                insert.setArray(2, connection.createArrayOf("float8", values));
                insert.setString(3, run.value());
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new Outage("cannot write the metrics of a run: " + e.getMessage(), e);
        }
    }
}
