package io.cancernet.dataset.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.objectstore.minio.ObjectStoreConfig;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.SyntheticDicom;
import io.cancernet.dataset.testing.SyntheticScn;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.cancernet.dataset.testing.Tree;
import io.cancernet.dataset.work.WorkDirectory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slides that must be copied to this machine: those in archives, and those elsewhere that only OpenSlide reads. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class StagedSlideIT {

    private static final int WIDTH = 1024;
    private static final int HEIGHT = 768;
    /** OpenSlide reads it from these slides from version 4 on. */
    private static final String SCN_MPP = "\"mpp\":0.25";

    @Inject
    ObjectStore store;

    @Inject
    ObjectStoreConfig storeConfig;

    @Inject
    IngestConfig config;

    @Inject
    WorkDirectory work;

    private final ServiceClient service = new ServiceClient();
    private Path sources;

    @BeforeEach
    void findSources() {
        sources = config.allowedRoots().orElseThrow().get(0);
    }

    @AfterEach
    void nothing_is_left_of_the_copies() {
        await().untilAsserted(() -> {
            try (Stream<Path> left = Files.list(work.path())) {
                assertThat(left).isEmpty();
            }
        });
    }

    @Test
    void archive_of_a_dicom_folder_is_the_slide_of_the_folder() {
        Tree files = dicom();
        String slide = slideOf(ingested(files.folder(sources.resolve("dicom")).toUri()));
        Tree withLitter = dicom().file(".DS_Store", "litter").file("__MACOSX/a/._1.dcm", "litter");

        for (URI archive : new URI[] {
            files.zip(sources.resolve("dicom.zip")).toUri(),
            files.tar(sources.resolve("dicom.tar")).toUri(),
            files.tar(sources.resolve("dicom.tar.gz")).toUri(),
            uploaded(withLitter.zip(sources.resolve("litter.zip"))),
            s3(files.zip(sources.resolve("dicom.zip")))
        }) {
            ObjectNode ingest = ingested(archive);
            assertThat(slideOf(ingest)).isEqualTo(slide);
            assertThat(ingest.path("slidesKnown").asInt()).isEqualTo(1);
        }
    }

    @Test
    void archive_of_a_slide_that_is_said_to_be_one_is_unpacked_too() throws IOException {
        Path tiff = tiff("single.tif", 7);
        Tree files = new Tree().file("in/single.tif", Files.readAllBytes(tiff)).file("in/photo.jpg", "a plain image");

        ObjectNode ingest = ingest(files.zip(sources.resolve("single.zip")).toUri(), "\"layout\":\"whole-slide\"");

        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
    }

    @Test
    void several_slides_at_once_are_refused_with_what_to_do() throws IOException {
        Tree files = new Tree()
                .file("a.tif", Files.readAllBytes(tiff("a.tif", 1)))
                .file("b.tif", Files.readAllBytes(tiff("b.tif", 2)));

        for (Path both : new Path[] {files.folder(sources.resolve("both")), files.zip(sources.resolve("both.zip"))}) {
            assertRejected(ingest(both.toUri()), "slide-unsupported", "Submit each by itself");
        }
    }

    @Test
    void archive_with_a_damaged_slide_is_refused() throws IOException {
        Path zip = dicom().zip(sources.resolve("damaged.zip"));
        byte[] bytes = Files.readAllBytes(zip);
        // The checksum of the first entry, as the archive's directory has it.
        bytes[new String(bytes, ISO_8859_1).indexOf("PK\001\002") + 16] ^= 0x55;
        Files.write(zip, bytes);

        assertRejected(ingest(zip.toUri()), "source-unreadable", "cannot be unpacked");
    }

    @Test
    void slide_elsewhere_that_only_openslide_reads_is_copied() throws IOException {
        assumeOpenSlide();
        Path file = SyntheticScn.of(WIDTH, HEIGHT, StagedSlideIT::colour).write(sources.resolve("s.scn"));
        String slide = slideOf(ingested(file.toUri(), SCN_MPP));

        for (URI elsewhere : new URI[] {
            s3(file),
            uploaded(file),
            URI.create(config.allowedHosts().orElseThrow().get(0) + "/s.scn")
        }) {
            ObjectNode ingest = ingested(elsewhere, SCN_MPP);
            assertThat(slideOf(ingest)).isEqualTo(slide);
            assertThat(ingest.path("slidesKnown").asInt()).isEqualTo(1);
        }
    }

    @Test
    void slide_that_is_too_long_to_be_copied_is_refused() throws IOException {
        assumeOpenSlide();
        Path file = SyntheticScn.of(3200, 2400, StagedSlideIT::colour).write(sources.resolve("long.scn"));
        assertThat(Files.size(file)).isGreaterThan(20_000_000);

        assertRejected(ingest(s3(file)), "archive-too-large", "cancernet.upload.max-bytes");
    }

    @Test
    void mirax_slide_without_its_folder_is_refused_with_what_belongs_to_it() {
        assumeOpenSlide();
        Path root = new Tree()
                .file("alone.mrxs", new byte[] {(byte) 0xff, (byte) 0xd8})
                .folder(sources);
        Path file = root.resolve("alone.mrxs");

        for (URI alone : new URI[] {file.toUri(), s3(file), uploaded(file)}) {
            assertRejected(ingest(alone), "slide-unreadable", "folder of the same name");
        }
    }

    private ObjectNode ingested(URI uri, String... more) {
        ObjectNode ingest = ingest(uri, more);
        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
        return ingest;
    }

    private ObjectNode ingest(URI uri, String... more) {
        String body = "{\"uri\":\"%s\",\"patchSize\":64,\"patchMpp\":1%s}"
                .formatted(uri, more.length == 0 ? "" : "," + String.join(",", more));
        return service.awaitEnd(
                service.post("ingests", 202, body).path("ingestId").asText());
    }

    private String slideOf(ObjectNode ingest) {
        JsonNode slide = service.slides(ingest.path("ingestId").asText()).get(0);
        return slide.path("slideId").asText();
    }

    private static void assertRejected(ObjectNode ingest, String code, String why) {
        assertThat(ingest.path("error").path("code").asText())
                .as(ingest.toString())
                .isEqualTo(code);
        assertThat(ingest.path("error").path("detail").asText()).contains(why);
    }

    private URI s3(Path file) {
        store.put("incoming/" + file.getFileName(), file, "application/octet-stream");
        return URI.create("s3://%s/incoming/%s".formatted(storeConfig.bucket(), file.getFileName()));
    }

    private static URI uploaded(Path file) {
        return URI.create(RestAssured.given()
                .contentType("application/octet-stream")
                .body(file.toFile())
                .post("/api/v1/uploads/whole?name=" + file.getFileName())
                .then()
                .statusCode(201)
                .extract()
                .path("uri"));
    }

    private void assumeOpenSlide() {
        boolean installed = RestAssured.get("/api/v1/slides/formats")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getBoolean("find { it.reader == 'openslide' }.available");
        Assumptions.assumeTrue(installed, "skipped: OpenSlide (libopenslide0) is not installed");
    }

    private static Tree dicom() {
        return new Tree()
                .file("a/1.dcm", new SyntheticDicom(WIDTH, HEIGHT, StagedSlideIT::colour).bytes())
                .file(
                        "a/2.dcm",
                        new SyntheticDicom(WIDTH / 4, HEIGHT / 4, StagedSlideIT::colour)
                                .level(1)
                                .spacing("0.002\\0.002")
                                .bytes());
    }

    private Path tiff(String name, int seed) throws IOException {
        return new SyntheticTiff(WIDTH, HEIGHT, (level, x, y) -> colour(level, x + 4 * seed, y))
                .levels(1, 4)
                .mpp(0.5)
                .write(sources.resolve(name));
    }

    /** A square of speckled tissue on glass. */
    private static int colour(int level, int x, int y) {
        // Noise, for an archive of even pixels would look like a bomb.
        int mixed = (x * 31 + y * 1_000_003) * 0x9e3779b1;
        int noise = 0x010101 * (mixed >>> 29);
        int across = x << (2 * level);
        int down = y << (2 * level);
        if (across < 256 || across >= 896 || down < 128 || down >= 640) {
            return 0xEAEAEA + noise;
        }
        int speckle = (across / 4 * 73_856_093 ^ down / 4 * 19_349_663) >>> 7 & 0x3F;
        return noise + ((0xC0 - speckle) << 16 | (0x60 - speckle) << 8 | (0xA0 - speckle));
    }
}
