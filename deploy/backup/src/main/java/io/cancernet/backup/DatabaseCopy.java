package io.cancernet.backup;

import java.util.List;
import java.util.Map;

/**
 * All tables of the services at one moment.
 *
 * @param versions newest migration of each schema
 * @param tables those that others refer to first
 */
public record DatabaseCopy(Map<String, String> versions, List<TableCopy> tables) {

    public DatabaseCopy {
        versions = Map.copyOf(versions);
        tables = List.copyOf(tables);
    }
}
