package io.cancernet.backup;

import java.util.List;
import java.util.Map;

/**
 * A table's rows at the moment of the backup, in the order of its primary key.
 *
 * @param name with its schema
 * @param columns in the order of the file's fields
 * @param sequences values that its identity columns have reached, by column
 * @param sha256 of the rows as Postgres' COPY writes them
 */
public record TableCopy(String name, List<String> columns, Map<String, Long> sequences, long rows, String sha256) {

    public TableCopy {
        columns = List.copyOf(columns);
        sequences = Map.copyOf(sequences);
    }
}
