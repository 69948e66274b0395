package io.cancernet.training.bench;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.json.Json;
import io.cancernet.training.bench.TrainMeasurements.Cpu;
import io.cancernet.training.bench.TrainMeasurements.Gpu;
import io.cancernet.training.recipe.ComputeDevice;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark of training with the recipe {@code cancernet}: on the CPU the service's loop with augmentation beside the bare
 * step, by turns so that noise meets both; on a GPU the loop at the published batch and at a large one, projected to an
 * epoch of the published training set.
 */
public final class TrainBench {

    private static final double BARE_GOAL = 800;
    private static final double RATIO_GOAL = 0.95;

    /** Seconds of an epoch on a current data-centre GPU; the tutorial's took 255. */
    private static final double PUBLISHED_BATCH_GOAL = 40;

    private static final double LARGE_BATCH_GOAL = 5;
    private static final int PUBLISHED_BATCH = 32;

    private TrainBench() {}

    /**
     * What was measured.
     *
     * @param load of the machine before, as the system counts waiting and running threads
     * @param cpu absent when a GPU was asked for alone
     * @param gpu a figure for each batch size; empty without a GPU
     */
    record Figures(int processors, double load, @Nullable Cpu cpu, List<Gpu> gpu) {}

    public static void main(String... arguments) throws IOException {
        TrainBenchOptions options = TrainBenchOptions.of(arguments);
        try {
            Figures figures = run(options);
            if (options.json() != null) {
                Files.write(options.json(), Json.write(figures));
            }
        } catch (DomainException e) {
            System.err.println("bench train: " + e.getMessage());
            System.exit(1);
        }
    }

    static Figures run(TrainBenchOptions options) {
        boolean gpu = options.device() != ComputeDevice.CPU
                && TrainMeasurements.hasGpu(options.device() == ComputeDevice.GPU);
        int processors = Runtime.getRuntime().availableProcessors();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        say(
                "cancernet at 48x48, noise for patches; %d processors, load %.1f; median of %d rounds (lowest to highest)",
                processors, load, options.rounds());
        Cpu cpu = options.device() == ComputeDevice.GPU ? null : TrainMeasurements.cpu(options);
        if (cpu != null) {
            print(cpu);
        }
        List<Gpu> onGpu = new ArrayList<>();
        if (gpu) {
            for (int batch : new int[] {PUBLISHED_BATCH, options.largeBatch()}) {
                double goal = batch == PUBLISHED_BATCH ? PUBLISHED_BATCH_GOAL : LARGE_BATCH_GOAL;
                Gpu figures = TrainMeasurements.gpu(options, batch);
                print(figures, goal);
                onGpu.add(figures);
            }
        } else {
            say(
                    "GPU: %s",
                    options.device() == ComputeDevice.CPU ? "not asked for" : "there is none here, not measured");
        }
        return new Figures(processors, load, cpu, onGpu);
    }

    private static void print(Cpu cpu) {
        say("CPU, batch of 32, %,d patches an epoch, bare step and loop by turns", cpu.patches());
        say(
                "  bare step            %s patches/s, goal %.0f: %s",
                rates(cpu.bareStep(), 0), BARE_GOAL, reached(cpu.bareStep().median() >= BARE_GOAL));
        say("  loop                 %s patches/s", rates(cpu.loop(), 0));
        say(
                "  loop / bare step     %s, goal %.2f: %s",
                rates(cpu.ratio(), 3), RATIO_GOAL, reached(cpu.ratio().median() >= RATIO_GOAL));
        say("  waiting for data     %.3f s of %.1f s an epoch", cpu.secondsWaiting(), cpu.secondsTraining());
        say("  resident memory      %,d MB", cpu.residentBytes() / 1_000_000);
    }

    private static void print(Gpu gpu, double goal) {
        say("GPU, batch of %,d, %,d patches an epoch, kept on the device where they fit", gpu.batch(), gpu.patches());
        say("  loop                 %s patches/s", rates(gpu.loop(), 0));
        say("  waiting for data     %.3f s of %.1f s an epoch", gpu.secondsWaiting(), gpu.secondsTraining());
        say(
                "  GPU memory           %s",
                gpu.usedBytes() == null ? "not told" : "%,d MB taken".formatted(gpu.usedBytes() / 1_000_000));
        say(
                "  epoch of %,d     %.1f s projected, target %.0f s: %s",
                TrainMeasurements.PUBLISHED_EPOCH,
                gpu.projectedEpochSeconds(),
                goal,
                reached(gpu.projectedEpochSeconds() <= goal));
    }

    private static String rates(Rates rates, int digits) {
        String number = "%." + digits + "f";
        return String.format(
                Locale.ROOT,
                number + " (" + number + " to " + number + ")",
                rates.median(),
                rates.lowest(),
                rates.highest());
    }

    private static String reached(boolean reached) {
        return reached ? "reached" : "missed";
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
