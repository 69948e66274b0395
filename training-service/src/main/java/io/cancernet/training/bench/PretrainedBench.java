package io.cancernet.training.bench;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.Safetensors;
import io.cancernet.training.bench.BreakHisImages.Fold;
import io.cancernet.training.loop.EpochResult;
import io.cancernet.training.loop.TrainingResult;
import io.cancernet.training.loop.djl.DjlNetworkTrainer;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import io.cancernet.training.weights.onnx.SqueezeNetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Shows what pretrained weights are worth: SqueezeNet from ImageNet's weights against the same from random ones, on
 * images of BreakHis (Spanhol et al. 2016), every slide tested by a network that has not seen it.
 *
 * <p>Each fold has slides for training, for validation and for test. Both ways try three settings; the setting and the epoch
 * with the least validation loss are what the test slides are scored with, so that nothing is chosen on these. Prints
 * ROC-AUC over the test folds for each seed, and the means and their difference with 95 % intervals by bootstrap over
 * slides.
 */
public final class PretrainedBench {

    private static final int FIRST_SEED = 1;
    private static final int PATIENCE = 8;
    private static final String BACKBONE = "initialWeights.backbone";
    private static final String LEARNING_RATE = "optimizer.learningRate";

    /** Settings that training from ImageNet's weights tries. */
    private static final Map<String, Map<String, ?>> PRETRAINED = ordered(
            "frozen, rate 1e-3", Map.of(BACKBONE, "FROZEN", LEARNING_RATE, 1e-3),
            "trained, rate 1e-4", Map.of(LEARNING_RATE, 1e-4),
            "trained, rate 3e-4", Map.of(LEARNING_RATE, 3e-4));

    /** Settings that training from random weights tries. */
    private static final Map<String, Map<String, ?>> RANDOM = ordered(
            "rate 1e-4", Map.of(LEARNING_RATE, 1e-4),
            "rate 3e-4", Map.of(LEARNING_RATE, 3e-4),
            "rate 1e-3", Map.of(LEARNING_RATE, 1e-3));

    private final PretrainedBenchOptions options;
    private final BreakHisImages images;
    private final DjlNetworkTrainer trainer = new DjlNetworkTrainer();

    private PretrainedBench(PretrainedBenchOptions options) throws IOException {
        this.options = options;
        images = BreakHisImages.read(options.data(), recipe(options).input());
    }

    public static void main(String... arguments) throws IOException {
        PretrainedBenchOptions options = PretrainedBenchOptions.of(arguments);
        byte[] weights = Safetensors.toBytes(SqueezeNetFile.read(Files.readAllBytes(options.weights())));
        Path file = Files.createTempFile("squeezenet", ".safetensors");
        try {
            Files.write(file, weights);
            new PretrainedBench(options)
                    .compare(Map.of(
                            "initialWeights.source", "PRETRAINED",
                            "initialWeights.file", file.toUri().toString(),
                            "initialWeights.sha256", Sha256.of(weights).toString()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void compare(Map<String, ?> pretrained) {
        print("%s%n", images.describe());
        print(
                "%d epochs at most, %dx%d pixels, %d folds by slide; ROC-AUC over pairs of test images of one network%n",
                options.epochs(), options.side(), options.side(), options.folds());
        List<FoldScores> fromPretrained = new ArrayList<>();
        List<FoldScores> fromRandom = new ArrayList<>();
        for (int seed = FIRST_SEED; seed < FIRST_SEED + options.seeds(); seed++) {
            Recipe random = recipe(options).with(Map.of("seed", seed));
            FoldScores second = scores("random", images.folds(options.folds(), seed), random, RANDOM);
            FoldScores first =
                    scores("pretrained", images.folds(options.folds(), seed), random.with(pretrained), PRETRAINED);
            fromRandom.add(second);
            fromPretrained.add(first);
            print(
                    "seed %d: pretrained %.3f, random %.3f%n",
                    seed, first.rocAuc(images.rows()), second.rocAuc(images.rows()));
        }
        SlideBootstrap bootstrap = new SlideBootstrap(images, fromPretrained, fromRandom);
        print("pretrained             %s%n", bootstrap.first());
        print("random initialisation  %s%n", bootstrap.second());
        print("difference             %s%n", bootstrap.difference());
        print("Research use only, not a diagnosis. With so few slides the intervals are wide.%n");
    }

    private FoldScores scores(String way, List<Fold> folds, Recipe recipe, Map<String, Map<String, ?>> settings) {
        FoldScores scores = new FoldScores(images);
        for (int number = 0; number < folds.size(); number++) {
            Fold fold = folds.get(number);
            Chosen chosen = choose(fold, recipe, settings);
            print(
                    "  %s, fold %d of %d: %s, epoch %d, validation loss %.3f%n",
                    way,
                    number + 1,
                    folds.size(),
                    chosen.setting(),
                    chosen.result().selectedEpoch(),
                    chosen.validationLoss());
            float[] predicted = trainer.predict(chosen.recipe(), chosen.result().weights(), fold.test());
            for (int i = 0; i < predicted.length; i++) {
                scores.put(fold.test().row(i), number, predicted[i]);
            }
        }
        return scores;
    }

    /** A training, and what validation says of it. */
    private record Chosen(String setting, Recipe recipe, TrainingResult result) {

        double validationLoss() {
            EpochResult epoch = result.epochs().get(result.selectedEpoch() - 1);
            return Objects.requireNonNull(epoch.validationLoss());
        }
    }

    private Chosen choose(Fold fold, Recipe recipe, Map<String, Map<String, ?>> settings) {
        Chosen best = null;
        for (Map.Entry<String, Map<String, ?>> setting : settings.entrySet()) {
            Recipe tried = recipe.with(setting.getValue());
            TrainingResult result = trainer.train(tried, fold.train(), fold.validation(), epoch -> {}, () -> false);
            Chosen next = new Chosen(setting.getKey(), tried, result);
            if (best == null || next.validationLoss() < best.validationLoss()) {
                best = next;
            }
        }
        return Objects.requireNonNull(best);
    }

    private static Recipe recipe(PretrainedBenchOptions options) {
        return Recipes.preset("squeezenet")
                .with(Map.ofEntries(
                        Map.entry("input.width", options.side()),
                        Map.entry("input.height", options.side()),
                        Map.entry("epochs", options.epochs()),
                        Map.entry("initialWeights.source", "RANDOM"),
                        Map.entry("schedule.kind", "NONE"),
                        Map.entry("checkpoint", "BEST_VALIDATION_LOSS"),
                        Map.entry(
                                "earlyStopping",
                                Map.of("monitor", "VALIDATION_LOSS", "patience", PATIENCE, "minDelta", 0.0)),
                        Map.entry("testTimeAugmentation", "NONE")));
    }

    private static Map<String, Map<String, ?>> ordered(
            String first, Map<String, ?> one, String second, Map<String, ?> two, String third, Map<String, ?> three) {
        Map<String, Map<String, ?>> settings = new LinkedHashMap<>();
        settings.put(first, one);
        settings.put(second, two);
        settings.put(third, three);
        return settings;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
