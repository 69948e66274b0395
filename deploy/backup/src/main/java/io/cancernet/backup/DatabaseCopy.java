package io.cancernet.backup;

import java.util.List;
import java.util.Map;

/**
 * All tables of the services at one moment.
 *
 * @param versions newest migration of each schema
 * @param tables those that others refer to first
 * @param sequences values that sequences of no column have reached, by name with schema
 */
public record DatabaseCopy(Map<String, String> versions, List<TableCopy> tables, Map<String, Long> sequences) {

    public DatabaseCopy {
        versions = Map.copyOf(versions);
        tables = List.copyOf(tables);
        sequences = Map.copyOf(sequences);
    }
}
