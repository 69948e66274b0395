package io.cancernet.local.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The summary of a study as tables for a terminal: the main metrics; all others are in the JSON. */
public final class StudyTables {

    private static final Map<String, String> MAIN = main();

    /** States of runs that something may still come of. */
    private static final Set<String> GOES_ON = Set.of("queued", "running");

    private StudyTables() {}

    private static Map<String, String> main() {
        Map<String, String> main = new LinkedHashMap<>();
        main.put("rocAuc", "ROC-AUC");
        main.put("prAuc", "PR-AUC");
        main.put("ece", "calibration error");
        main.put("atThreshold.balancedAccuracy", "balanced accuracy");
        main.put("atThreshold.sensitivity", "sensitivity");
        main.put("atThreshold.specificity", "specificity");
        main.put("cases.rocAuc", "by case: ROC-AUC");
        main.put("cases.atThreshold.balancedAccuracy", "by case: balanced accuracy");
        return main;
    }

    /** The lines to print. */
    public static List<String> of(JsonNode summary) {
        List<String> lines = new ArrayList<>();
        if (!summary.path("complete").asBoolean()) {
            lines.add("not complete: %d of %d runs are counted so far"
                    .formatted(
                            summary.path("runsCounted").asInt(),
                            summary.path("runs").asInt()));
        }
        for (JsonNode each : summary.path("leftOut")) {
            if (!GOES_ON.contains(each.path("state").asText())) {
                lines.add("not counted: run %s (%s on %s, seed %d): %s"
                        .formatted(
                                each.path("run").asText(),
                                each.path("recipe").asText(),
                                each.path("dataset").asText(),
                                each.path("seed").asLong(),
                                each.path("reason").asText()));
            }
        }
        lines.addAll(arms(summary).lines());
        lines.add("");
        lines.addAll(differences(summary).lines());
        lines.add("");
        lines.add(
                "by run: mean ± deviation [95 % t interval]; pooled: all test patches, mean over seeds [95 % bootstrap"
                        + " over cases]");
        lines.add(summary.path("notice").asText());
        return lines;
    }

    private static Table arms(JsonNode summary) {
        Table table = new Table()
                .left("recipe")
                .left("datasets")
                .left("scored by")
                .left("metric")
                .left("by run")
                .left("pooled");
        for (JsonNode arm : summary.path("arms")) {
            MAIN.forEach((metric, words) -> table.row(
                    name(arm.path("name")),
                    leaky(arm) + arm.at("/name/datasets").asText(),
                    arm.at("/name/scoring").asText(),
                    words,
                    spread(arm.path("byRun").path(metric), "%.3f"),
                    estimate(arm.path("pooled").path("metrics").path(metric), "%.3f")));
        }
        return table;
    }

    private static Table differences(JsonNode summary) {
        Table table = new Table()
                .left("difference")
                .left("of")
                .left("minus")
                .left("metric")
                .left("by run")
                .left("pooled");
        for (JsonNode each : summary.path("differences")) {
            MAIN.forEach((metric, words) -> table.row(
                    leaky(each) + each.path("kind").asText(),
                    whole(each.path("of")),
                    whole(each.path("minus")),
                    words,
                    spread(each.path("byRun").path(metric), "%+.3f"),
                    estimate(each.path("pooled").path(metric), "%+.3f")));
        }
        return table;
    }

    private static String leaky(JsonNode node) {
        return node.path("leaky").asBoolean() ? "LEAKY " : "";
    }

    private static String name(JsonNode name) {
        return name.path("recipe").asText();
    }

    private static String whole(JsonNode name) {
        return "%s, %s, %s"
                .formatted(
                        name(name),
                        name.path("datasets").asText(),
                        name.path("scoring").asText());
    }

    /** A mean with its spread over runs, in a format of numbers. */
    static String spread(JsonNode spread, String format) {
        if (!spread.has("mean")) {
            return "-";
        }
        String deviation = spread.hasNonNull("deviation") ? " ± " + number("%.3f", spread.path("deviation")) : "";
        return number(format, spread.path("mean")) + deviation + interval(spread, format);
    }

    /** A pooled value with its interval, in a format of numbers. */
    static String estimate(JsonNode estimate, String format) {
        return estimate.has("value") ? number(format, estimate.path("value")) + interval(estimate, format) : "-";
    }

    private static String interval(JsonNode node, String format) {
        JsonNode interval = node.path("interval");
        return interval.has("low")
                ? " [%s, %s]".formatted(number(format, interval.path("low")), number(format, interval.path("high")))
                : "";
    }

    private static String number(String format, JsonNode value) {
        return String.format(Locale.ROOT, format, value.asDouble());
    }
}
