package io.cancernet.training.testing;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.RunId;
import io.cancernet.common.image.Resize;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.NetworkSpec;
import io.cancernet.common.patch.Split;
import io.cancernet.training.dataset.FrozenDataset;
import io.cancernet.training.dataset.Manifest;
import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.learning.Verdict;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.run.Epoch;
import io.cancernet.training.run.Learner.Learned;
import io.cancernet.training.run.Run;
import io.cancernet.training.run.RunPlan;
import io.cancernet.training.run.RunProgress;
import io.cancernet.training.run.RunResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A run that came to an end on a tiny dataset, its scores made up: labels with noise. */
public record TinyRun(Run run, RunResult result, Learned learned, Manifest manifest) {

    /**
     * A finished run.
     *
     * @param skill how far apart the classes are scored, in deviations of the noise
     */
    public static TinyRun of(RunId id, TinyDataset dataset, boolean leaky, Recipe recipe, double skill) {
        Manifest manifest = new Manifest(dataset.lines());
        Random random = new Random(id.value().hashCode());
        Verdict verdict = Verdict.of(
                recipe,
                manifest,
                logits(manifest, Split.VALIDATION, skill, random),
                logits(manifest, Split.TEST, skill, random));
        return of(id, dataset.version().name(), manifest, leaky, recipe, epochs(recipe.epochs()), verdict);
    }

    /** A finished run with epochs and verdict of its own. */
    public static TinyRun of(
            RunId id,
            String name,
            Manifest manifest,
            boolean leaky,
            Recipe recipe,
            List<Epoch> epochs,
            Verdict verdict) {
        TinyDataset named = new TinyDataset(name);
        FrozenDataset frozen = new FrozenDataset(named.version(), named.frozen().manifest(), TinyDataset.MPP, leaky);
        RunPlan plan = new RunPlan(
                frozen, recipe.name(), JsonColumn.readMap(recipe.toJson()), recipe.seed(), recipe.epochs(), "test", 0);
        ModelVersion version = new ModelVersion(recipe.name(), id.value());
        RunResult result = new RunResult(
                verdict.metrics(),
                verdict.point().calibration(),
                verdict.point().threshold(),
                version);
        RunProgress progress = new RunProgress(
                RunState.FINISHED,
                null,
                Map.of("engine", "none", "cores", 2),
                manifest.lines().size(),
                0,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH);
        Learned learned = new Learned(
                new byte[] {1, 2, 3},
                NetworkSpec.of("cancernet"),
                new InputSpec(48, 48, TinyDataset.MPP, 1.0 / 255, Resize.NEAREST, null),
                verdict.point().calibration(),
                verdict.point().threshold(),
                verdict.metrics(),
                epochs.size(),
                verdict.predictions(),
                TinyColours.STATISTICS);
        return new TinyRun(new Run(id, plan, progress, epochs, result), result, learned, manifest);
    }

    private static float[] logits(Manifest manifest, Split split, double skill, Random random) {
        int[] labels = manifest.labels(manifest.rows(split));
        float[] logits = new float[labels.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (skill * (labels[i] - 0.5) + random.nextGaussian());
        }
        return logits;
    }

    private static List<Epoch> epochs(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(epoch -> new Epoch(
                        epoch,
                        0.7 / epoch + 0.1,
                        1 - 0.4 / epoch,
                        0.8 / epoch + 0.15,
                        1 - 0.45 / epoch,
                        1 - 0.3 / epoch,
                        10,
                        500,
                        0.1,
                        1 << 20))
                .toList();
    }
}
