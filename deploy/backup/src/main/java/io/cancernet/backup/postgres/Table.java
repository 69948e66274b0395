package io.cancernet.backup.postgres;

import java.util.List;
import java.util.Map;

/**
 * A table as the catalogue describes it.
 *
 * @param name with its schema
 * @param columns that are stored, not computed
 * @param key what orders its rows, by bytes: a restored database may sort texts otherwise
 * @param sequences of its identity columns, by column
 */
record Table(String name, List<String> columns, List<String> key, Map<String, String> sequences) {

    Table {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        sequences = Map.copyOf(sequences);
    }
}
