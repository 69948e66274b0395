package io.cancernet.training.loop.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long training takes no more memory and no more time at its end than at its beginning. */
@Tag("soak")
class FlatTrainingTest {

    private static final int EPOCHS = 40;
    private static final int PATCHES = 1600;
    private static final double MOST_GROWTH = 0.03;
    private static final double MOST_TIME = 1.05;

    @TempDir
    Path folder;

    @Test
    void fortyEpochs_stayFlat() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "this system does not tell resident memory");

        List<double[]> epochs = train();

        double[] first = epochs.get(0);
        double[] second = epochs.get(1);
        double[] beforeLast = epochs.get(EPOCHS - 2);
        double[] last = epochs.get(EPOCHS - 1);
        double growth = last[0] / second[0] - 1;
        double time = last[1] / second[1];
        double work = (last[2] - beforeLast[2]) / (second[2] - first[2]);
        System.out.printf(
                Locale.ROOT,
                "%d epochs of %,d patches: resident memory %.0f MB after epoch 2, %.0f MB after the last (%+.1f %%); last"
                        + " epoch %.2f s, %.3f of epoch 2, %.3f of its processor time; load of the machine %.1f%n",
                EPOCHS,
                PATCHES,
                second[0] / 1e6,
                last[0] / 1e6,
                100 * growth,
                last[1],
                time,
                work,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        assertThat(growth).isLessThan(MOST_GROWTH);
        // The clock runs for whatever else the machine does, processor time for the training alone.
        assertThat(Math.min(time, work)).isLessThanOrEqualTo(MOST_TIME);
    }

    /** Resident bytes, seconds of training and processor seconds so far, of each epoch. */
    private List<double[]> train() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        // A heap that is resident from the start: it fills and empties as it likes, what grows is the engine's memory.
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Xms256m",
                        "-XX:+AlwaysPreTouch",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:ReservedCodeCacheSize=128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlatTraining.class.getName(),
                        String.valueOf(EPOCHS),
                        String.valueOf(PATCHES))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        // Huge pages count as resident whole, and the kernel makes more of them while time goes by.
        builder.environment().put("THP_MEM_ALLOC_ENABLE", "0");
        int code = builder.start().waitFor();
        assertThat(code).as(Files.readString(out)).isZero();
        List<double[]> epochs = Files.readAllLines(out).stream()
                .filter(line -> line.startsWith("epoch "))
                .map(line -> line.split(" "))
                .map(words -> new double[] {
                    Double.parseDouble(words[2]), Double.parseDouble(words[3]), Double.parseDouble(words[4])
                })
                .toList();
        assertThat(epochs).hasSize(EPOCHS);
        return epochs;
    }
}
