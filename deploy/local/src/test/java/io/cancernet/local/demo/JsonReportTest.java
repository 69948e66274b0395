package io.cancernet.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportTest {

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void write_keepsTheDocumentedNames() throws IOException {
        Path file = folder.resolve("summary.json");

        new JsonReport(file).write(Summaries.synthetic("{\"test\": {\"rocAuc\": 0.912}}"));

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "note",
                        "synthetic",
                        "source",
                        "dataset",
                        "run",
                        "metrics",
                        "scoring",
                        "timings",
                        "memory",
                        "where");
        assertThat(json.at("/metrics/test/rocAuc").asDouble()).isEqualTo(0.912);
        assertThat(json.at("/synthetic").asBoolean()).isTrue();
        assertThat(json.at("/dataset/splits/2/positive").asInt()).isEqualTo(8);
        assertThat(json.at("/run/epochs/0/secondsWaitingForData").asDouble()).isEqualTo(0.01);
        assertThat(json.at("/run/epochs/0").has("validationRocAuc")).isFalse();
        assertThat(json.at("/scoring/patchesPerSecond").asDouble()).isEqualTo(40);
    }

    @Test
    void undefinedMetric_isAbsent() throws IOException {
        Path file = folder.resolve("summary.json");

        new JsonReport(file).write(Summaries.synthetic("{\"test\": {}}"));

        assertThat(new ObjectMapper()
                        .readTree(file.toFile())
                        .at("/metrics/test")
                        .has("rocAuc"))
                .isFalse();
    }

    @Test
    void write_replacesTheFile_andLeavesNoDraft() throws IOException {
        Path file = Files.writeString(folder.resolve("summary.json"), "old");

        new JsonReport(file).write(Summaries.synthetic("{}"));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(Files.readString(file)).startsWith("{");
    }

    @Test
    void missingFolder_isToldBeforeTheWork() {
        assertThatIOException()
                .isThrownBy(() -> new JsonReport(folder.resolve("none/summary.json")).requireWritable())
                .withMessageContaining("no folder");
    }
}
