package io.cancernet.training.bench;

import io.cancernet.training.data.PatchSet;
import io.cancernet.training.loop.EpochResult;
import io.cancernet.training.loop.djl.BareStep;
import io.cancernet.training.loop.djl.ChosenDevice;
import io.cancernet.training.loop.djl.DjlNetworkTrainer;
import io.cancernet.training.recipe.ComputeDevice;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures training. */
final class TrainMeasurements {

    /** Patches of an epoch in the tutorial. */
    static final int PUBLISHED_EPOCH = 199_818;

    private static final int SIDE = 48;

    /** The second epoch of each training counts: the first one warms up. */
    private static final int EPOCHS = 2;

    private static final int DISTINCT = 16_384;

    private TrainMeasurements() {}

    /**
     * On the CPU.
     *
     * @param bareStep patches/s of the step alone, on one resident batch
     * @param loop patches/s of the service's loop with augmentation
     * @param ratio of the two in each round
     * @param secondsWaiting of the last epoch in which no batch was ready
     */
    record Cpu(
            int patches,
            Rates bareStep,
            Rates loop,
            Rates ratio,
            double secondsWaiting,
            double secondsTraining,
            long residentBytes) {}

    /**
     * On a GPU.
     *
     * @param usedBytes of its memory after the last epoch, which is what the engine ever took; absent where the driver does
     *     not tell
     */
    record Gpu(
            int batch,
            int patches,
            Rates loop,
            double secondsWaiting,
            double secondsTraining,
            @Nullable Long usedBytes,
            double projectedEpochSeconds) {}

    /**
     * Whether there is a GPU.
     *
     * @param required fails where there is none
     */
    static boolean hasGpu(boolean required) {
        return ChosenDevice.isGpu(required ? ComputeDevice.GPU : ComputeDevice.AUTO);
    }

    static Cpu cpu(TrainBenchOptions options) {
        Recipe recipe =
                recipe(ComputeDevice.CPU, Recipes.preset(Recipes.CANCERNET).batchSize());
        PatchSet patches = NoisePatches.set(options.patches(), options.patches(), SIDE);
        int steps = options.patches() / recipe.batchSize();
        List<Double> bare = new ArrayList<>();
        List<Double> loop = new ArrayList<>();
        List<Double> ratio = new ArrayList<>();
        EpochResult last = null;
        for (int round = 0; round < options.rounds(); round++) {
            bare.add(BareStep.patchesPerSecond(recipe, patches, steps));
            last = epoch(recipe, patches);
            loop.add(last.patchesPerSecond());
            ratio.add(loop.get(round) / bare.get(round));
        }
        return new Cpu(
                options.patches(),
                Rates.of(bare),
                Rates.of(loop),
                Rates.of(ratio),
                last == null ? 0 : seconds(last.waitingForData().toNanos()),
                last == null ? 0 : seconds(last.training().toNanos()),
                last == null ? 0 : last.residentBytes());
    }

    /** Measures on the device that the options come to, so that all but the figures can be tried on a CPU. */
    static Gpu gpu(TrainBenchOptions options, int batch) {
        Recipe recipe = recipe(options.device(), batch);
        PatchSet patches = NoisePatches.set(Math.min(DISTINCT, options.gpuPatches()), options.gpuPatches(), SIDE);
        List<Double> loop = new ArrayList<>();
        long used = 0;
        EpochResult last = null;
        for (int round = 0; round < options.rounds(); round++) {
            last = epoch(recipe, patches);
            loop.add(last.patchesPerSecond());
            used = Math.max(used, ChosenDevice.usedMemory(options.device()).orElse(0));
        }
        Rates rates = Rates.of(loop);
        return new Gpu(
                batch,
                options.gpuPatches(),
                rates,
                last == null ? 0 : seconds(last.waitingForData().toNanos()),
                last == null ? 0 : seconds(last.training().toNanos()),
                used == 0 ? null : used,
                PUBLISHED_EPOCH / rates.median());
    }

    private static EpochResult epoch(Recipe recipe, PatchSet patches) {
        PatchSet none = new PatchSet(patches.pixels(), new int[0], new int[0]);
        return new DjlNetworkTrainer()
                .train(recipe, patches, none, epoch -> {}, () -> false)
                .epochs()
                .get(EPOCHS - 1);
    }

    private static Recipe recipe(ComputeDevice device, int batch) {
        return Recipes.preset(Recipes.CANCERNET)
                .with(Map.of("epochs", EPOCHS, "batchSize", batch, "device", device.name()));
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
