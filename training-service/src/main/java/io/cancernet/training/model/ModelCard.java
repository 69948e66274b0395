package io.cancernet.training.model;

import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.ModelOrigin;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.patch.Split;
import io.cancernet.training.evaluation.Interval;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people should know of a model before they use it, as Markdown: {@code MODEL_CARD.md}. */
final class ModelCard {

    private static final Map<String, String> METRICS = metrics();
    private static final String UNKNOWN = "not known";

    private final ModelSpec spec;
    private final ModelOrigin origin;
    private final ModelMetrics values;
    private final StringBuilder text = new StringBuilder();

    private ModelCard(ModelSpec spec) {
        this.spec = spec;
        this.origin = Objects.requireNonNull(spec.origin(), "origin");
        this.values = ModelMetrics.ofRun(origin.metrics());
    }

    private static Map<String, String> metrics() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("rocAuc", "ROC-AUC");
        names.put("prAuc", "PR-AUC");
        names.put("atThreshold.sensitivity", "sensitivity at the threshold");
        names.put("atThreshold.specificity", "specificity at the threshold");
        names.put("atThreshold.balancedAccuracy", "balanced accuracy at the threshold");
        names.put("atThreshold.ppv", "positive predictive value at the threshold");
        names.put("atThreshold.npv", "negative predictive value at the threshold");
        names.put("atHalf.balancedAccuracy", "balanced accuracy at .5");
        names.put("brier", "Brier score");
        names.put("ece", "expected calibration error");
        return names;
    }

    /** Writes a card. The same model has the same card. */
    static String write(ModelSpec spec) {
        ModelCard card = new ModelCard(spec);
        card.head();
        card.use();
        card.data();
        card.quality();
        card.limits();
        card.provenance();
        return card.text.toString();
    }

    private void head() {
        line("# %s/%s", spec.name(), spec.version());
        line("");
        line("**%s**", spec.note());
        if (Boolean.TRUE.equals(origin.leaky())) {
            line("");
            line("**Leaky data: cases stand in more than one split, so the metrics below flatter the model. They say");
            line("nothing about new patients.**");
        }
    }

    private void use() {
        InputSpec input = spec.input();
        section("Intended use");
        line("Research on scoring patches of histology slides: the probability that a patch shows disease (class");
        line("`%s`). Not for diagnosis, nor for decisions on patients.", ModelSpec.POSITIVE);
        line("");
        line(
                "- Input: RGB patches at %s um per pixel, resized (%s) to %dx%d px%s",
                input.mpp().value(),
                input.resize().name().toLowerCase(Locale.ROOT),
                input.width(),
                input.height(),
                input.patchSize() == null ? "" : ", cut as %dx%d px".formatted(input.patchSize(), input.patchSize()));
        line(
                "- Output: logits of `%s`; calibrated probability = sigmoid(%s x difference + %s)",
                String.join("` and `", spec.classes()),
                spec.calibration().slope(),
                spec.calibration().intercept());
        line("- Threshold: %s (%s)", spec.threshold(), text(spec.thresholdChoice()));
    }

    private void data() {
        section("Data");
        if (origin.kind() == ModelOrigin.Kind.IMPORTED) {
            line("The weights were made elsewhere and imported: nothing is known here of their data.");
            return;
        }
        line("Dataset %s, split manifest sha256 `%s`.", text(origin.dataset()), text(spec.datasetManifestSha256()));
        line("");
        line("| split | cases | patches | with disease |");
        line("|---|---|---|---|");
        Map<String, ModelOrigin.SplitCounts> counts = Objects.requireNonNullElse(origin.data(), Map.of());
        Arrays.stream(Split.values())
                .map(Split::slug)
                .filter(counts::containsKey)
                .forEach(split -> {
                    ModelOrigin.SplitCounts size = Objects.requireNonNull(counts.get(split));
                    line("| %s | %d | %d | %d |", split, size.cases(), size.patches(), size.positivePatches());
                });
    }

    private void quality() {
        section("Metrics");
        StringBuilder rows = new StringBuilder();
        METRICS.forEach((metric, name) -> {
            Double value = values.value("test." + metric);
            if (value != null) {
                String interval =
                        values.interval("test." + metric).map(ModelCard::text).orElse("");
                rows.append(String.format(Locale.ROOT, "| %s | %.4f | %s |\n", name, value, interval));
            }
        });
        if (rows.isEmpty()) {
            line("None were measured here.");
            return;
        }
        line("On the test split, looked at once. Intervals: 95 %% bootstrap over cases; what is absent could not be");
        line("drawn.");
        line("");
        line("| metric | value | interval |");
        line("|---|---|---|");
        text.append(rows);
    }

    private void limits() {
        section("Limits");
        line("- Patches of another resolution, stain, scanner or organ than the data's are outside what was measured.");
        line("- Patches are scored one by one; a slide's result is only as good as its tissue detection.");
        line("- Cases are told apart by id; whether two ids are one patient is not always known.");
        if (origin.kind() == ModelOrigin.Kind.IMPORTED) {
            line("- Nothing about how good this model is was measured here.");
        }
    }

    private void provenance() {
        section("Origin");
        line("- %s", origin.kind() == ModelOrigin.Kind.IMPORTED ? "Imported" : "Trained by run " + spec.run());
        if (origin.source() != null) {
            line("- Source of the weights, as told: %s", origin.source());
        }
        if (origin.recipe() != null) {
            line("- Recipe: %s (every setting stands in `%s`)", origin.recipe(), ModelSpec.SPEC);
        }
        line(
                "- Network: %s %s",
                spec.network().name(),
                spec.network().options().isEmpty() ? "" : spec.network().options());
        line("- Code version: %s", text(origin.codeVersion()));
        Objects.requireNonNullElse(origin.environment(), Map.<String, Object>of())
                .forEach((name, value) -> line("- %s: %s", name, value));
        line("- Weights: `%s`, sha256 `%s`", ModelSpec.WEIGHTS, spec.weightsSha256());
    }

    private void section(String title) {
        line("");
        line("## %s", title);
        line("");
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).strip()).append('\n');
    }

    private static String text(@Nullable Object value) {
        return value == null ? UNKNOWN : value.toString();
    }

    private static String text(Interval interval) {
        return String.format(Locale.ROOT, "%.4f to %.4f", interval.low(), interval.high());
    }
}
