package io.cancernet.backup.postgres;

import io.cancernet.backup.BackupException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The services' tables, without the migrations' own, in an order in which none comes before what it refers to. */
final class Tables {

    private static final String COLUMNS = """
        select format('%I.%I', n.nspname, c.relname), format('%I', a.attname),
               pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname),
               coalesce(array_position(k.conkey, a.attnum), 0),
               format('%I', a.attname) || case when a.attcollation = 0 then '' else ' collate "C"' end
          from pg_class c
          join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
          left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
         where c.relkind = 'r' and c.relname <> 'flyway_schema_history'
           and n.nspname in ('dataset', 'training', 'inference')
         order by 1, a.attnum\
        """;

    private static final String REFERENCES = """
        select format('%I.%I', n.nspname, c.relname), format('%I.%I', rn.nspname, r.relname)
          from pg_constraint k
          join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
          join pg_class r on r.oid = k.confrelid join pg_namespace rn on rn.oid = r.relnamespace
         where k.contype = 'f' and k.conrelid <> k.confrelid
           and n.nspname in ('dataset', 'training', 'inference')\
        """;

    private Tables() {}

    static List<Table> of(Connection connection) throws SQLException {
        Map<String, Table> tables = described(connection);
        Map<String, Set<String>> references = references(connection);
        List<Table> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        while (done.size() < tables.size()) {
            int before = done.size();
            for (Table table : tables.values()) {
                if (!done.contains(table.name()) && done.containsAll(references.getOrDefault(table.name(), Set.of()))) {
                    done.add(table.name());
                    ordered.add(table);
                }
            }
            if (done.size() == before) {
                throw new BackupException("tables refer to each other in a circle: "
                        + tables.keySet().stream()
                                .filter(name -> !done.contains(name))
                                .toList());
            }
        }
        return ordered;
    }

    private static Map<String, Table> described(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Map<String, List<String>> orders = new HashMap<>();
        Map<String, TreeMap<Integer, String>> keys = new HashMap<>();
        Map<String, Map<String, String>> sequences = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                String table = row.getString(1);
                String column = row.getString(2);
                String order = row.getString(5);
                columns.computeIfAbsent(table, name -> new ArrayList<>()).add(column);
                orders.computeIfAbsent(table, name -> new ArrayList<>()).add(order);
                if (row.getInt(4) > 0) {
                    keys.computeIfAbsent(table, name -> new TreeMap<>()).put(row.getInt(4), order);
                }
                String sequence = row.getString(3);
                if (sequence != null) {
                    sequences.computeIfAbsent(table, name -> new HashMap<>()).put(column, sequence);
                }
            }
        }
        Map<String, Table> tables = new LinkedHashMap<>();
        columns.forEach((name, all) -> {
            // Without a key all columns order the rows: what is left alike is alike in every column.
            List<String> key =
                    keys.containsKey(name) ? List.copyOf(keys.get(name).values()) : orders.getOrDefault(name, all);
            tables.put(name, new Table(name, all, key, sequences.getOrDefault(name, Map.of())));
        });
        return tables;
    }

    private static Map<String, Set<String>> references(Connection connection) throws SQLException {
        Map<String, Set<String>> references = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(REFERENCES)) {
            while (row.next()) {
                references
                        .computeIfAbsent(row.getString(1), name -> new HashSet<>())
                        .add(row.getString(2));
            }
        }
        return references;
    }
}
