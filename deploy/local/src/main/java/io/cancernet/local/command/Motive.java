package io.cancernet.local.command;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Options that say who decides, and why. They stay in the ledger. */
final class Motive {

    @Option(names = "--by", defaultValue = "${sys:user.name}", description = "Who decides (default: you).")
    private String by = "";

    @Option(names = "--reason", required = true, description = "Why; it is kept.")
    private String reason = "";

    Map<String, Object> fields() {
        return new TreeMap<>(Map.of("by", by, "reason", reason));
    }
}
