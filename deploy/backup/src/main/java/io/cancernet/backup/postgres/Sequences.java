package io.cancernet.backup.postgres;

import io.cancernet.backup.TableCopy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The values that sequences have reached: those of identity columns, and those that stand by themselves. */
final class Sequences {

    private static final String OF_NO_COLUMN = """
        select format('%I.%I', n.nspname, c.relname)
          from pg_class c
          join pg_namespace n on n.oid = c.relnamespace
         where c.relkind = 'S' and n.nspname in ('dataset', 'training', 'inference')
           and not exists (select 1 from pg_depend d
                            where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i'))
         order by 1\
        """;

    private Sequences() {}

    /** By column. */
    static Map<String, Long> of(Connection connection, Table table) throws SQLException {
        Map<String, Long> reached = new TreeMap<>();
        for (Map.Entry<String, String> each : table.sequences().entrySet()) {
            reached(connection, each.getValue()).ifPresent(value -> reached.put(each.getKey(), value));
        }
        return reached;
    }

    /** By name. */
    static Map<String, Long> ofNoColumn(Connection connection) throws SQLException {
        Map<String, Long> reached = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OF_NO_COLUMN)) {
            while (row.next()) {
                String name = row.getString(1);
                reached(connection, name).ifPresent(value -> reached.put(name, value));
            }
        }
        return reached;
    }

    /** Nothing for one that was never used: set to its first value, it would begin with the second. */
    private static OptionalLong reached(Connection connection, String sequence) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select last_value, is_called from " + sequence)) {
            row.next();
            return row.getBoolean(2) ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    static void set(Connection connection, TableCopy table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select setval(pg_get_serial_sequence(?, ?), ?)")) {
            for (Map.Entry<String, Long> each : table.sequences().entrySet()) {
                statement.setString(1, table.name());
                statement.setString(2, each.getKey());
                statement.setLong(3, each.getValue());
                statement.execute();
            }
        }
    }

    static void set(Connection connection, Map<String, Long> sequences) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select setval(?::regclass, ?)")) {
            for (Map.Entry<String, Long> each : sequences.entrySet()) {
                statement.setString(1, each.getKey());
                statement.setLong(2, each.getValue());
                statement.execute();
            }
        }
    }
}
