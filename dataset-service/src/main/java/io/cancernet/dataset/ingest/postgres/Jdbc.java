package io.cancernet.dataset.ingest.postgres;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.error.Outage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plain statements within the caller's transaction, for writes that entities cannot express: upserts and bulk. */
final class Jdbc {

    private final AgroalDataSource database;

    Jdbc(AgroalDataSource database) {
        this.database = database;
    }

    /** Runs a statement and returns the rows that it changed. */
    int update(String sql, @Nullable Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Whether a query finds a row. */
    boolean any(String sql, @Nullable Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Runs a statement once a row. */
    void updateAll(String sql, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static RuntimeException failure(SQLException e) {
        return Outage.isOutage(e)
                ? new Outage("Postgres did not answer: " + e.getMessage(), e)
                : new IllegalStateException("a statement failed: " + e.getMessage(), e);
    }
}
