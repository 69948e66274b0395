package io.cancernet.dataset.view;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.ingest.IngestConfig;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole slides as a viewer sees them, through the real stores. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class WholeSlideViewIT {

    private static final PatchImageCodec CODEC = new PatchImageCodec();
    private static final int WIDTH = 1025;
    private static final int HEIGHT = 770;
    private static final int TISSUE = 256;
    private static final int TISSUE_END = 768;

    @Inject
    IngestConfig config;

    @Inject
    Views views;

    private final ServiceClient service = new ServiceClient();
    private Path sources;

    @BeforeEach
    void findSources() throws IOException {
        sources = Files.createDirectories(
                config.allowedRoots().orElseThrow().get(0).resolve("viewed-slides"));
    }

    @Test
    void original_is_shown_at_its_full_resolution() throws IOException {
        String slide = ingest(write("DOE-JANE.tif", 1));

        ObjectNode image = service.get("slides/" + slide + "/image", 200);

        assertThat(image.path("kind").asText()).isEqualTo("slide");
        assertThat(image.path("width").asInt()).isEqualTo(WIDTH);
        assertThat(image.path("height").asInt()).isEqualTo(HEIGHT);
        assertThat(image.path("mpp").asDouble()).isEqualTo(0.5);
        assertThat(image.path("levels").asInt()).isEqualTo(12);
        assertThat(image.path("frame").path("scale").asDouble()).isEqualTo(1);
        assertThat(image.toString()).doesNotContain("DOE", "viewed-slides");
        RgbImage tile = tile(slide, "image_files/11/1_1.png");
        assertThat(tile).isEqualTo(painted(1, 256, 256, 256, 256));
        RgbImage corner = tile(slide, "image_files/11/4_3.png");
        assertThat(corner).isEqualTo(painted(1, 1024, 768, 1, 2));
        assertThat(tile(slide, "image_files/10/1_1.png"))
                .isEqualTo(PaintedCanvas.shrink(painted(1, 512, 512, 512, 258), 2));
        assertThat(given().get("/api/v1/slides/" + slide + "/image_files/11/5_0.jpg")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void its_patches_are_shown_as_a_mosaic_at_their_own_resolution() throws IOException {
        String slide = ingest(write("mosaic.tif", 2));

        ObjectNode mosaic = service.get("slides/" + slide + "/mosaic", 200);

        assertThat(mosaic.path("kind").asText()).isEqualTo("mosaic");
        assertThat(mosaic.path("width").asInt()).isEqualTo(513);
        assertThat(mosaic.path("height").asInt()).isEqualTo(385);
        assertThat(mosaic.path("mpp").asDouble()).isEqualTo(1);
        assertThat(mosaic.path("frame").path("scale").asDouble()).isEqualTo(0.5);
        RgbImage tile = tile(slide, "mosaic_files/10/0_0.png");
        RgbImage expected = PaintedCanvas.shrink(painted(2, 0, 0, 512, 512), 2);
        RgbImage tissue = Pixels.crop(expected, TISSUE / 2, TISSUE / 2, 128, 128);
        assertThat(Pixels.crop(tile, TISSUE / 2, TISSUE / 2, 128, 128)).isEqualTo(tissue);
        assertThat(tile.pixels()[0]).isEqualTo((byte) 0xff);
        ObjectNode onMosaic = service.get("slides/" + slide + "/mosaic/patches", 200);
        ObjectNode onOriginal = service.get("slides/" + slide + "/image/patches", 200);
        assertThat(onMosaic.path("left")).hasSizeGreaterThan(1);
        assertThat(onOriginal.path("width").asDouble())
                .isEqualTo(2 * onMosaic.path("width").asDouble());
        for (int i = 0; i < onMosaic.path("left").size(); i++) {
            assertThat(onOriginal.path("left").path(i).asInt())
                    .isEqualTo(2 * onMosaic.path("left").path(i).asInt());
            assertThat(onOriginal.path("top").path(i))
                    .isEqualTo(onOriginal.path("y").path(i));
        }
    }

    @Test
    void original_that_is_gone_is_told_and_the_mosaic_stays() throws IOException {
        Path file = write("gone.tif", 3);
        String slide = ingest(file);
        tile(slide, "image_files/11/1_1.png");
        Files.move(file, sources.resolve("elsewhere.tif"));

        assertRefused(slide, 422, "source-unreadable");
        tile(slide, "mosaic_files/10/0_0.png");

        Files.move(sources.resolve("elsewhere.tif"), file);
        tile(slide, "image_files/11/1_1.png");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        tile(slide, "image_files/11/1_1.png");
        write("gone.tif", 4);
        assertRefused(slide, 409, "source-changed");
    }

    @Test
    void uploaded_slide_is_shown_by_its_patches() throws IOException {
        Path file = write("uploaded.tif", 5);
        Response accepted = given().contentType("image/tiff")
                .body(file.toFile())
                .post("/api/v1/ingests/archive?name=uploaded.tif&layout=whole-slide&mpp=0.5");
        ObjectNode ingest = service.awaitEnd(accepted.jsonPath().getString("ingestId"));
        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
        String slide = slideOf(ingest);

        ObjectNode image = service.get("slides/" + slide + "/image", 200);

        assertThat(image.path("kind").asText()).isEqualTo("mosaic");
        assertThat(image.path("mpp").asDouble()).isEqualTo(4);
        tile(slide, "image_files/0/0_0.jpg");
    }

    @Test
    void forgotten_slide_is_read_anew() throws IOException {
        Path file = write("forgotten.tif", 6);
        String slide = ingest(file);
        RgbImage before = tile(slide, "image_files/11/1_1.png");
        views.forget(new SlideId(slide));

        assertThat(tile(slide, "image_files/11/1_1.png")).isEqualTo(before);
    }

    private void assertRefused(String slide, int status, String code) {
        for (String what : new String[] {"image", "image.dzi", "image_files/11/1_1.png", "image_files/0/0_0.jpg"}) {
            ObjectNode problem = service.get("slides/" + slide + "/" + what, status);
            assertThat(problem.path("code").asText()).isEqualTo(code);
            assertThat(problem.path("detail").asText())
                    .contains("Originals stay where the hospital has them", "/api/v1/slides/" + slide + "/mosaic")
                    .doesNotContain("gone.tif", "viewed-slides");
        }
    }

    private String ingest(Path file) {
        String body = "{\"uri\":\"%s\",\"mpp\":0.5,\"patchSize\":64,\"patchMpp\":1}".formatted(file.toUri());
        ObjectNode ingest = service.awaitEnd(
                service.post("ingests", 202, body).path("ingestId").asText());
        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
        return slideOf(ingest);
    }

    private String slideOf(JsonNode ingest) {
        return service.slides(ingest.path("ingestId").asText())
                .get(0)
                .path("slideId")
                .asText();
    }

    private static RgbImage tile(String slide, String tile) {
        Response answer = given().get("/api/v1/slides/" + slide + "/" + tile);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return CODEC.decode(answer.asByteArray());
    }

    private Path write(String name, int seed) throws IOException {
        return new SyntheticTiff(WIDTH, HEIGHT, (level, x, y) -> colour(seed, x, y)).write(sources.resolve(name));
    }

    /** Glass around a square of tissue. */
    private static int colour(int seed, int x, int y) {
        if (x < TISSUE || y < TISSUE || x >= TISSUE_END || y >= TISSUE_END) {
            return 0xf4f4f4;
        }
        int mixed = (x * 31 + y * 1_000_003 + seed) * 0x9e3779b1;
        int by = (mixed >>> 16) % 50;
        return (170 + by) << 16 | (60 + by) << 8 | 130 + by;
    }

    private static RgbImage painted(int seed, int left, int top, int width, int height) {
        byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
        for (int i = 0; i < width * height; i++) {
            int colour = colour(seed, left + i % width, top + i / width);
            pixels[3 * i] = (byte) (colour >> 16);
            pixels[3 * i + 1] = (byte) (colour >> 8);
            pixels[3 * i + 2] = (byte) colour;
        }
        return new RgbImage(width, height, pixels);
    }
}
