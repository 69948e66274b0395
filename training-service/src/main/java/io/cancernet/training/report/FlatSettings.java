package io.cancernet.training.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Nested settings as dotted names. */
public final class FlatSettings {

    private FlatSettings() {}

    /** Values by dotted name, in order. */
    public static Map<String, String> of(Map<String, Object> nested) {
        Map<String, String> flat = new TreeMap<>();
        add("", nested, flat);
        return flat;
    }

    static List<List<String>> rows(Map<String, Object> nested) {
        return of(nested).entrySet().stream()
                .map(entry -> List.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void add(String prefix, Map<?, ?> nested, Map<String, String> flat) {
        nested.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
                add(prefix + key + ".", inner, flat);
            } else {
                flat.put(prefix + key, String.valueOf(value));
            }
        });
    }
}
