package io.cancernet.training.run;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.json.Json;
import io.cancernet.common.network.ModelOrigin;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.training.dataset.Manifest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Describes the model that a run made. */
final class TrainedModel {

    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private TrainedModel() {}

    static ModelSpec describe(Run run, Learner.Learned learned, Manifest manifest, ModelVersion version) {
        RunPlan plan = run.plan();
        Map<String, ModelOrigin.SplitCounts> data = data(manifest);
        ModelOrigin origin = new ModelOrigin(
                ModelOrigin.Kind.TRAINED,
                plan.dataset().version(),
                plan.dataset().leaky(),
                data,
                plan.recipe(),
                plan.settings(),
                Json.mapper().convertValue(learned.metrics(), TREE),
                plan.codeVersion(),
                run.progress().environment(),
                null);
        return new ModelSpec(
                version.name(),
                version.version(),
                learned.network(),
                ModelSpec.CLASSES,
                learned.input(),
                learned.calibration(),
                learned.threshold(),
                Sha256.of(learned.weights()),
                run.id(),
                plan.dataset().manifest().sha256(),
                ModelSpec.RESEARCH_USE_ONLY,
                ModelSpec.POSITIVE,
                thresholdChoice(plan, data),
                origin,
                null,
                learned.colours());
    }

    private static String thresholdChoice(RunPlan plan, Map<String, ModelOrigin.SplitCounts> data) {
        ModelOrigin.SplitCounts validation = data.get(Split.VALIDATION.slug());
        if (validation == null || validation.positivePatches() == 0) {
            return "one half: validation holds no disease to choose by";
        }
        return "the highest calibrated probability that finds a sensitivity of %s on validation"
                .formatted(plan.settings().getOrDefault("targetSensitivity", "the recipe's target"));
    }

    private static Map<String, ModelOrigin.SplitCounts> data(Manifest manifest) {
        Map<String, ModelOrigin.SplitCounts> counts = new TreeMap<>();
        for (Split split : Split.values()) {
            List<ManifestLine> lines = IntStream.of(manifest.rows(split))
                    .mapToObj(manifest.lines()::get)
                    .toList();
            int cases = Math.toIntExact(
                    lines.stream().map(ManifestLine::caseId).distinct().count());
            int positive = lines.stream().mapToInt(ManifestLine::label).sum();
            counts.put(split.slug(), new ModelOrigin.SplitCounts(cases, lines.size(), positive));
        }
        return counts;
    }
}
