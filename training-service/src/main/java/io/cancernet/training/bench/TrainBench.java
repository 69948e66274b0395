package io.cancernet.training.bench;

import io.cancernet.training.data.PatchPixels;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.loop.EpochResult;
import io.cancernet.training.loop.TrainingResult;
import io.cancernet.training.loop.djl.DjlNetworkTrainer;
import io.cancernet.training.recipe.AugmentationSettings;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A benchmark of training: the same loop over one resident batch without augmentation (the bare step) and over a whole
 * set with it, in one process, so that their ratio stands where the absolute rates are noisy.
 *
 * <p>Arguments: patches (default 6400), epochs (default 4). Prints patches/s of the best epoch and the time spent
 * waiting for data.
 */
public final class TrainBench {

    private static final int SIDE = 48;

    private TrainBench() {}

    public static void main(String[] args) {
        int patches = args.length > 0 ? Integer.parseInt(args[0]) : 6400;
        int epochs = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        Recipe recipe = Recipes.preset(Recipes.CANCERNET).with(Map.of("epochs", epochs));
        Recipe plain = recipe.with(Map.of("augmentation", AugmentationSettings.NONE));
        double bare = measure("bare step", plain, noise(recipe.batchSize(), patches));
        double loop = measure("with data", recipe, noise(patches, patches));
        print("ratio %.3f%n", loop / bare);
    }

    private static double measure(String name, Recipe recipe, PatchSet patches) {
        PatchSet none = new PatchSet(patches.pixels(), new int[0], new int[0]);
        TrainingResult result =
                new DjlNetworkTrainer().train(recipe, patches, none, epoch -> report(name, epoch), () -> false);
        return result.epochs().stream()
                .map(EpochResult::patchesPerSecond)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static void report(String name, EpochResult epoch) {
        print(
                "%s, epoch %d: %.0f patches/s, waiting %.3f s of %.1f s, resident %d MiB%n",
                name,
                epoch.epoch(),
                epoch.patchesPerSecond(),
                epoch.waitingForData().toNanos() / 1e9,
                epoch.training().toNanos() / 1e9,
                epoch.residentBytes() >> 20);
    }

    /** So many distinct patches of noise, named again and again until the set is full. */
    private static PatchSet noise(int distinct, int size) {
        byte[] pixels = new byte[distinct * SIDE * SIDE * 3];
        new SplittableRandom(1).nextBytes(pixels);
        int[] rows = new int[size];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            rows[i] = i % distinct;
            labels[i] = rows[i] % 2;
        }
        return new PatchSet(new InMemory(distinct, pixels), rows, labels);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    private static final class InMemory implements PatchPixels {

        private final int count;
        private final byte[] pixels;

        InMemory(int count, byte[] pixels) {
            this.count = count;
            this.pixels = pixels;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public int width() {
            return SIDE;
        }

        @Override
        public int height() {
            return SIDE;
        }

        @Override
        public void read(int row, byte[] into) {
            System.arraycopy(pixels, row * into.length, into, 0, into.length);
        }
    }
}
