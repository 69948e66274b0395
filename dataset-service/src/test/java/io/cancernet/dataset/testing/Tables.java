package io.cancernet.dataset.testing;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks into all tables of the service at once. */
public final class Tables {

    private final AgroalDataSource database;

    public Tables(AgroalDataSource database) {
        this.database = database;
    }

    /** The tables of which a row holds a text anywhere. */
    public Set<String> holding(String text) {
        Set<String> holding = new TreeSet<>();
        for (String table : all()) {
            if (count("select count(*) from %s t where t::text like ?".formatted(table), "%" + text + "%") > 0) {
                holding.add(table);
            }
        }
        return holding;
    }

    public long count(String sql, String... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void update(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    private List<String> all() {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select table_name from information_schema.tables where table_schema = 'dataset'");
                ResultSet rows = statement.executeQuery()) {
            List<String> tables = new ArrayList<>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
