package io.cancernet.training.bench;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.Safetensors;
import io.cancernet.training.bench.BreakHisImages.Fold;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.loop.djl.DjlNetworkTrainer;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import io.cancernet.training.weights.onnx.SqueezeNetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Shows what pretrained weights are worth: SqueezeNet from ImageNet's weights against the same from random ones, on
 * images of BreakHis (Spanhol et al. 2016), every slide tested by a network that has not seen it.
 *
 * <p>Arguments, as {@code name=value}: data (folder of BreakHis images), weights (SqueezeNet as ONNX), seeds, epochs,
 * folds, side (pixels). Prints ROC-AUC over the test folds for each seed, and the means and their difference with 95 % intervals
 * by bootstrap over slides. Nothing is chosen on the test folds: the last epoch counts.
 */
public final class PretrainedBench {

    private static final int FIRST_SEED = 1;

    /** Half of ImageNet's side along each axis: a quarter of the time. */
    private static final int SIDE = 112;

    private static final int EPOCHS = 30;

    /** With some hundred steps in all, the published 1e-4 would leave the head where it started. */
    private static final double LEARNING_RATE = 3e-4;

    private PretrainedBench() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> options = options(args);
        Path data = Path.of(required(options, "data"));
        byte[] weights =
                Safetensors.toBytes(SqueezeNetFile.read(Files.readAllBytes(Path.of(required(options, "weights")))));
        Path file = Files.createTempFile("squeezenet", ".safetensors");
        try {
            Files.write(file, weights);
            compare(
                    BreakHisImages.read(data, recipe(options).input()),
                    recipe(options),
                    Map.of(
                            "initialWeights.source", "PRETRAINED",
                            "initialWeights.file", file.toUri().toString(),
                            "initialWeights.sha256", Sha256.of(weights).toString()),
                    options);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void compare(
            BreakHisImages images, Recipe recipe, Map<String, ?> pretrained, Map<String, String> options) {
        int seeds = number(options, "seeds", 3);
        int folds = number(options, "folds", 4);
        print("%s%n", images.describe());
        print(
                "%d epochs, %d folds by slide, ROC-AUC over pairs of images that the same network was not trained on%n",
                recipe.epochs(), folds);
        List<FoldScores> fromPretrained = new ArrayList<>();
        List<FoldScores> fromRandom = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            int seed = FIRST_SEED + i;
            Recipe random = recipe.with(Map.of("seed", seed));
            fromRandom.add(scores(images, random, folds));
            fromPretrained.add(scores(images, random.with(pretrained), folds));
            print(
                    "seed %d: pretrained %.3f, random %.3f%n",
                    seed,
                    fromPretrained.get(i).rocAuc(images.rows()),
                    fromRandom.get(i).rocAuc(images.rows()));
        }
        SlideBootstrap bootstrap = new SlideBootstrap(images, fromPretrained, fromRandom);
        print("pretrained             %s%n", bootstrap.first());
        print("random initialisation  %s%n", bootstrap.second());
        print("difference             %s%n", bootstrap.difference());
        print("Research use only, not a diagnosis. With so few slides the intervals are wide.%n");
    }

    private static FoldScores scores(BreakHisImages images, Recipe recipe, int folds) {
        DjlNetworkTrainer trainer = new DjlNetworkTrainer();
        FoldScores scores = new FoldScores(images);
        int number = 0;
        for (Fold fold : images.folds(folds, recipe.seed())) {
            PatchSet nothing = new PatchSet(fold.train().pixels(), new int[0], new int[0]);
            byte[] weights = trainer.train(recipe, fold.train(), nothing, epoch -> {}, () -> false)
                    .weights();
            float[] predicted = trainer.predict(recipe, weights, fold.test());
            for (int i = 0; i < predicted.length; i++) {
                scores.put(fold.test().row(i), number, predicted[i]);
            }
            number++;
        }
        return scores;
    }

    private static Recipe recipe(Map<String, String> options) {
        return Recipes.preset("squeezenet")
                .with(Map.of(
                        "input.width",
                        number(options, "side", SIDE),
                        "input.height",
                        number(options, "side", SIDE),
                        "epochs",
                        number(options, "epochs", EPOCHS),
                        "optimizer.learningRate",
                        LEARNING_RATE,
                        "initialWeights.source",
                        "RANDOM",
                        "schedule.kind",
                        "NONE",
                        "checkpoint",
                        "LAST_EPOCH",
                        "testTimeAugmentation",
                        "NONE"));
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("arguments are name=value: " + arg);
            }
            options.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
        return options;
    }

    private static String required(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("%s= is missing".formatted(name));
        }
        return value;
    }

    private static int number(Map<String, String> options, String name, int otherwise) {
        return Integer.parseInt(options.getOrDefault(name, String.valueOf(otherwise)));
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
