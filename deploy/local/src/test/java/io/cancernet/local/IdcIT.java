package io.cancernet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on real IDC patches, within the memory that it may take. */
@Tag("soak")
class IdcIT {

    private static final Path IDC = Path.of(System.getProperty("cancernet.shared.data", ""), "idc");
    private static final long MEMORY = 6L << 30;

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void demo_onRealPatches_losesNoneAndTellsThemApart() throws Exception {
        assumeTrue(Files.isDirectory(IDC), "no IDC patches in " + IDC);
        Path json = folder.resolve("summary.json");
        List<String> arguments = new ArrayList<>(
                List.of("demo", "--data=" + IDC, "--epochs=2", "--once", "--data-dir=" + folder.resolve("data")));
        arguments.add("--json=" + json);
        arguments.addAll(Launcher.FREE_PORTS);

        try (Launcher demo = Launcher.start(folder.resolve("demo.out"), arguments)) {
            assertThat(demo.awaitEnd(Duration.ofMinutes(10))).as(demo.output()).isEqualTo(ExitCode.OK);
        }

        JsonNode summary = new ObjectMapper().readTree(json.toFile());
        assertThat(summary.at("/dataset/in").asLong()).isEqualTo(filesBelow(IDC));
        assertThat(summary.at("/dataset/in").asInt())
                .isEqualTo(summary.at("/dataset/stored").asInt()
                        + summary.at("/dataset/quarantined").asInt());
        assertThat(summary.at("/metrics/test/rocAuc").asDouble()).isGreaterThan(0.7);
        assertThat(summary.at("/scoring/failed").asInt()).isZero();
        assertThat(summary.at("/memory/peakBytes").asLong()).isLessThan(MEMORY);
        assertThat(summary.at("/run/epochs")).hasSize(2);
    }

    private static long filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
