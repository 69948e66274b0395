package io.cancernet.backup.postgres;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Some rows in every table of the services, with values in every column that a careless copy would spoil.
 *
 * <p>A column's value follows from its type and the row's number alone, so that rows of one number refer to each other.
 */
public final class SampleRows {

    /** Rows that each table gets. */
    public static final int ROWS = 3;

    /** Keys that every order sorts otherwise than that of the bytes, in front of what COPY must escape. */
    private static final String TEXT = "(array['b', 'A', 'a'])[i] || E' \\t tab, \\n line, \\\\N, \\u00e4'";

    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("text", TEXT),
            Map.entry("smallint", "i"),
            Map.entry("integer", "i"),
            Map.entry("bigint", "i"),
            Map.entry("boolean", "i % 2 = 0"),
            Map.entry("real", "(i / 7.0)::real"),
            Map.entry("double precision", "i / 7.0::double precision"),
            Map.entry("timestamp with time zone", "timestamptz '2026-03-29 00:59:59.123456Z' + i * interval '1 hour'"),
            Map.entry("jsonb", "jsonb_build_object('n', i, 'text', " + TEXT + ")"),
            Map.entry("text[]", "array[" + TEXT + ", 'two, words', '\"', null]"),
            Map.entry("bytea", "decode('000aff5c', 'hex') || int4send(i)"),
            Map.entry("uuid", "md5(i::text)::uuid"));

    /** Columns for which a constraint leaves less choice. */
    private static final Map<String, String> BY_NAME = Map.of(
            "in_count", "2 * i",
            "purpose", "'dataset'",
            "origin", "'asked'",
            "inference.scoring_request.state", "'finished'",
            "dataset.dataset_statistics.error", "null",
            "inference.request_patch.error_code", "null");

    private SampleRows() {}

    public static void fill(Connection connection) throws SQLException {
        for (Table table : Tables.of(connection)) {
            Map<String, String> values = values(connection, table);
            try (Statement statement = connection.createStatement()) {
                statement.execute("insert into %s (%s) select %s from generate_series(1, %d) i"
                        .formatted(
                                table.name(),
                                String.join(", ", values.keySet()),
                                values.entrySet().stream()
                                        .map(Map.Entry::getValue)
                                        .collect(joining(", ")),
                                ROWS));
            } catch (SQLException e) {
                throw new SQLException("no rows for " + table.name() + ": " + e.getMessage(), e);
            }
        }
    }

    /** Identity columns count by themselves. */
    private static Map<String, String> values(Connection connection, Table table) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet column = statement.executeQuery("""
                        select format('%%I', attname), format_type(atttypid, atttypmod) from pg_attribute
                         where attrelid = '%s'::regclass and attnum > 0 and not attisdropped and attidentity = ''""".formatted(table.name()))) {
            while (column.next()) {
                String name = column.getString(1);
                String type = column.getString(2);
                String value = BY_NAME.getOrDefault(table.name() + "." + name, BY_NAME.getOrDefault(name, ""));
                values.put(name, value.isEmpty() ? ofType(type, table.name() + "." + name) : value);
            }
        }
        return values;
    }

    private static String ofType(String type, String column) {
        String value = BY_TYPE.get(type);
        if (value == null) {
            throw new AssertionError("no value of type %s for %s".formatted(type, column));
        }
        return value;
    }
}
