package io.cancernet.training.loop.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.id.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training in a process of its own, killed in the middle of an epoch and taken up by another process. */
class KilledTrainingTest {

    @TempDir
    Path folder;

    @Test
    void killedTraining_endsWithTheWeightsOfAnUndisturbedOne() throws Exception {
        assertThat(train("undisturbed", "none")).isZero();

        assertThat(train("killed", "2:6")).as("halted like by kill -9").isEqualTo(137);
        assertThat(folder.resolve("killed.model")).doesNotExist();
        assertThat(train("killed", "3:1")).as("halted again").isEqualTo(137);
        assertThat(train("killed", "none")).isZero();

        assertThat(sha256("killed.model")).isEqualTo(sha256("undisturbed.model"));
        assertThat(Files.readString(folder.resolve("killed.log")))
                .as("where each process began: epochs finished, batches of the next")
                .isEqualTo("fresh\n1+5\n2+0\n");
        assertThat(epochs("killed")).isEqualTo(epochs("undisturbed"));
    }

    private List<String> epochs(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name + ".epochs"));
    }

    private Sha256 sha256(String name) throws IOException {
        return Sha256.of(Files.readAllBytes(folder.resolve(name)));
    }

    private int train(String name, String haltAt) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TrainingProcess.class.getName(),
                folder.toString(),
                name,
                haltAt));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .start();
        int code = process.waitFor();
        assertThat(code).as(Files.readString(folder.resolve(name + ".out"))).isIn(0, 137);
        return code;
    }
}
