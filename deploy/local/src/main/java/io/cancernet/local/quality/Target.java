package io.cancernet.local.quality;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A figure to be reached beside what was.
 *
 * @param what the figure is, and of which scores
 */
public record Target(String what, double target, double reached) {

    private static final double ROC_AUC_GAIN = 0.03;
    private static final double BALANCED_ACCURACY = 0.85;

    /** The targets of a recipe, by single patches and with smoothing; those without a figure are absent. */
    static List<Target> of(JsonNode summary, String recipe) {
        List<Target> targets = new ArrayList<>();
        for (JsonNode each : summary.path("differences")) {
            if (each.path("kind").asText().equals("recipe")
                    && !each.path("leaky").asBoolean()) {
                add(
                        targets,
                        "gain in mean ROC-AUC over the baseline, "
                                + each.at("/of/scoring").asText(),
                        ROC_AUC_GAIN,
                        each.at("/byRun/rocAuc/mean"));
            }
        }
        for (JsonNode each : summary.path("arms")) {
            if (each.at("/name/recipe").asText().equals(recipe)
                    && !each.path("leaky").asBoolean()) {
                add(
                        targets,
                        "mean balanced accuracy at the chosen threshold, "
                                + each.at("/name/scoring").asText(),
                        BALANCED_ACCURACY,
                        each.path("byRun").path("atThreshold.balancedAccuracy").path("mean"));
            }
        }
        return targets;
    }

    private static void add(List<Target> targets, String what, double target, JsonNode reached) {
        if (reached.isNumber()) {
            targets.add(new Target(what, target, reached.asDouble()));
        }
    }

    public boolean isReached() {
        return reached >= target;
    }

    String line() {
        return String.format(
                Locale.ROOT, "target %.3f, reached %.3f%s: %s", target, reached, isReached() ? "" : " (missed)", what);
    }
}
