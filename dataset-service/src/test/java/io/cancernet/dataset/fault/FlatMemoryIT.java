package io.cancernet.dataset.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.dataset.testing.Encoding;
import io.cancernet.dataset.testing.Pngs;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.cancernet.dataset.testing.Tree;
import io.cancernet.embedded.EmbeddedStack;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ingests of any size run in 512 MiB of heap: a process that needs more ends, and the ingest with it. */
@Tag("soak")
class FlatMemoryIT {

    private static final String HEAP = "512m";
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    /** As many as the IDC data set has. */
    private static final int PATCHES = 277_524;

    private static final int CASES = 162;

    @TempDir
    Path directory;

    @Test
    void archive_as_large_as_idc() throws IOException {
        Path sources = Files.createDirectories(directory.resolve("sources"));
        Path archive = archive(sources.resolve("idc.zip"));

        JsonNode ingest = ingest(sources, archive);

        assertThat(ingest.path("stored").asInt()).as(ingest.toString()).isEqualTo(PATCHES);
        assertThat(ingest.path("slides").asInt()).isEqualTo(CASES);
    }

    @Test
    void slide_of_40000_by_40000_pixels() throws IOException {
        Path sources = Files.createDirectories(directory.resolve("sources"));
        Path slide = new SyntheticTiff(40_000, 40_000, (level, x, y) -> colour(x << (2 * level), y << (2 * level)))
                .levels(1, 4, 16, 64)
                .encoding(Encoding.DEFLATE)
                .bigTiff()
                .mpp(0.25)
                .write(sources.resolve("large.tif"));

        JsonNode ingest = ingest(sources, slide, "\"patchSize\":224", "\"patchMpp\":0.5");

        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
        assertThat(ingest.path("in").asInt()).isEqualTo(89 * 89);
        assertThat(ingest.path("stored").asInt()).isEqualTo(89 * 89);
    }

    private JsonNode ingest(Path sources, Path source, String... more) {
        try (EmbeddedStack stack = EmbeddedStack.builder(directory.resolve("stack"))
                        .build()
                        .start();
                DatasetProcess service = DatasetProcess.start(stack.endpoints(), sources, HEAP, Map.of())) {
            Instant began = Instant.now();
            JsonNode ingest = service.awaitEnd(service.submit(source, more), PATIENCE);
            assertThat(service.isAlive()).isTrue();
            System.out.printf(
                    "%s: %d s, %d MiB of memory at most%n",
                    source.getFileName(), Duration.between(began, Instant.now()).toSeconds(), service.peakMemory());
            return ingest;
        }
    }

    /** The same speckles in every tile of 256 pixels, so that the file is small. */
    private static int colour(int x, int y) {
        int speckle = ((x & 0xFF) / 4 * 73_856_093 ^ (y & 0xFF) / 4 * 19_349_663) >>> 7 & 0x3F;
        return (0xC0 - speckle) << 16 | (0x60 - speckle) << 8 | (0xA0 - speckle);
    }

    private static Path archive(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(0);
            for (int i = 0; i < PATCHES; i++) {
                int number = i / CASES;
                zip.putNextEntry(new ZipEntry(Tree.patchName(
                        "case-" + i % CASES, 1 + 50 * (number % 70), 1 + 50 * (number / 70), number % 3 == 0 ? 1 : 0)));
                zip.write(Pngs.patch(i));
                zip.closeEntry();
            }
        }
        return file;
    }
}
