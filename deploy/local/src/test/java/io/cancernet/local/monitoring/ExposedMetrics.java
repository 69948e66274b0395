package io.cancernet.local.monitoring;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that services expose, as Prometheus' text format names them: their labels, and the labels' values. */
public final class ExposedMetrics {

    /** A number may be followed by an exemplar: the trace that it was counted in. */
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*?)})? (\\S+)(?: # .*)?");

    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<String, Map<String, Set<String>>> byName = new HashMap<>();
    private final Map<String, Double> greatest = new HashMap<>();

    /** Adds what a service answered; the same metrics may come several times. */
    public void add(String text) {
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            if (!sample.matches()) {
                throw new IllegalArgumentException("no sample: " + line);
            }
            Map<String, Set<String>> labels = byName.computeIfAbsent(sample.group(1), name -> new HashMap<>());
            Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
            while (label.find()) {
                labels.computeIfAbsent(label.group(1), name -> new HashSet<>()).add(label.group(2));
            }
            greatest.merge(sample.group(1), Double.valueOf(sample.group(3).replace("Inf", "Infinity")), Math::max);
        }
    }

    public Set<String> names() {
        return byName.keySet();
    }

    /** Labels of a metric with all their values; empty for one that is not exposed. */
    public Map<String, Set<String>> labels(String name) {
        return byName.getOrDefault(name, Map.of());
    }

    /** The greatest value of a metric, over all its labels and all times that it was read. */
    public double greatest(String name) {
        return greatest.getOrDefault(name, Double.NaN);
    }

    /** All values of all labels. */
    public Set<String> labelValues() {
        Set<String> values = new HashSet<>();
        byName.values().forEach(labels -> labels.values().forEach(values::addAll));
        return values;
    }
}
