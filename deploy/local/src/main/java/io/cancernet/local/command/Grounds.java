package io.cancernet.local.command;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say who wants something gone, and why. They stay in the audit. */
final class Grounds {

    @Option(names = "--by", paramLabel = "WHO", description = "Who asks.")
    private @Nullable String by;

    @Option(names = "--reason", paramLabel = "WHY", description = "Why; without a patient's name.")
    private @Nullable String reason;

    Map<String, Object> fields() {
        Map<String, Object> fields = new TreeMap<>();
        if (by != null) {
            fields.put("by", by);
        }
        if (reason != null) {
            fields.put("reason", reason);
        }
        return fields;
    }

    void requireAll() {
        if (by == null || reason == null) {
            throw new IllegalArgumentException("say who asks and why with --by and --reason");
        }
    }
}
