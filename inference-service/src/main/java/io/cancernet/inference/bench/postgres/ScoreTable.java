package io.cancernet.inference.bench.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** The stored scores, read past the service. */
public final class ScoreTable {

    private ScoreTable() {}

    /** Scores that are stored, with the settings of the service. */
    public static long count() {
        try (Connection connection = DriverManager.getConnection(
                        variable("URL", "JDBC_"), variable("USERNAME", ""), variable("PASSWORD", ""));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from inference.score")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the scores cannot be counted", e);
        }
    }

    private static String variable(String name, String prefix) {
        String variable = "QUARKUS_DATASOURCE_" + prefix + name;
        return Objects.requireNonNull(System.getenv(variable), variable);
    }
}
