package io.cancernet.dataset.view;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.json.Json;
import io.cancernet.dataset.ingest.IngestConfig;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.Pngs;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tree;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class ViewIT {

    private static final PatchImageCodec CODEC = new PatchImageCodec();

    @Inject
    IngestConfig config;

    private final ServiceClient service = new ServiceClient();
    private Path sources;

    @BeforeEach
    void findSources() {
        sources = config.allowedRoots().orElseThrow().get(0);
    }

    @Test
    void patches_of_an_archive_are_shown_as_a_mosaic() {
        byte[] patch = Pngs.patch(1);
        byte[] border = Pngs.sized(2, 20, 50);
        String slide =
                ingest("mosaic", new Tree().patch("v1", 251, 101, 0, patch).patch("v1", 301, 101, 1, border));

        ObjectNode image = service.get("slides/" + slide + "/image", 200);

        assertThat(image.path("kind").asText()).isEqualTo("mosaic");
        assertThat(image.path("width").asInt()).isEqualTo(320);
        assertThat(image.path("height").asInt()).isEqualTo(150);
        assertThat(image.path("levels").asInt()).isEqualTo(10);
        assertThat(image.path("mpp").asDouble()).isEqualTo(4);
        assertThat(image.path("frame").path("originX").asInt()).isEqualTo(1);
        assertThat(image.path("descriptor").asText()).isEqualTo("/api/v1/slides/" + slide + "/image.dzi");
        RgbImage left = CODEC.decode(tile(slide, "9/0_0.png").asByteArray());
        RgbImage right = CODEC.decode(tile(slide, "9/1_0.png").asByteArray());
        assertThat(left.width()).isEqualTo(256);
        assertThat(right.width()).isEqualTo(64);
        assertThat(right.height()).isEqualTo(150);
        assertPixels(left, 250, 100, CODEC.decode(patch), 0, 6);
        assertPixels(right, -6, 100, CODEC.decode(patch), 6, 50);
        assertPixels(right, 44, 100, CODEC.decode(border), 0, 20);
        assertThat(left.pixels()[0]).isEqualTo((byte) 0xff);
        assertPlaces(slide);
    }

    /** The patches' places come in parts, and are those at which the tiles show them. */
    private void assertPlaces(String slide) {
        ObjectNode first = service.get("slides/" + slide + "/image/patches?limit=1", 200);
        ObjectNode second = service.get("slides/" + slide + "/image/patches?limit=1&cursor=1", 200);

        assertThat(first.path("count").asInt()).isEqualTo(2);
        assertThat(first.path("x")).isEqualTo(Json.mapper().valueToTree(new int[] {251}));
        assertThat(first.path("left")).isEqualTo(Json.mapper().valueToTree(new int[] {250}));
        assertThat(first.path("top")).isEqualTo(Json.mapper().valueToTree(new int[] {100}));
        assertThat(first.path("labels")).isEqualTo(Json.mapper().valueToTree(new int[] {0}));
        assertThat(first.path("width").asDouble()).isEqualTo(50);
        assertThat(first.path("odd")).isEmpty();
        assertThat(first.path("next").asText()).isEqualTo("1");
        assertThat(second.path("left")).isEqualTo(Json.mapper().valueToTree(new int[] {300}));
        assertThat(second.path("odd").path(0).path("width").asDouble()).isEqualTo(20);
        assertThat(second.has("next") && !second.path("next").isNull()).isFalse();
        assertThat(service.get("slides/" + slide + "/patches?x=301&y=101", 200).path("items"))
                .hasSize(1);
        service.get("slides/" + slide + "/image/patches?cursor=x", 400);
        service.get("slides/" + slide + "/image/patches?cursor=-1", 400);
        service.get("slides/" + slide + "/image/patches?cursor=4294967295", 400);
        service.get("slides/" + slide + "/image/patches?limit=0", 400);
    }

    @Test
    void descriptor_is_what_deep_zoom_viewers_read() {
        String slide = ingest("descriptor", new Tree().patch("v2", 1, 1, 0, Pngs.patch(3)));

        Response answer = given().get("/api/v1/slides/" + slide + "/image.dzi");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/xml");
        assertThat(answer.xmlPath().getString("Image.@Format")).isEqualTo("jpg");
        assertThat(answer.xmlPath().getInt("Image.@TileSize")).isEqualTo(256);
        assertThat(answer.xmlPath().getInt("Image.@Overlap")).isZero();
        assertThat(answer.xmlPath().getInt("Image.Size.@Width")).isEqualTo(50);
        assertThat(answer.xmlPath().getInt("Image.Size.@Height")).isEqualTo(50);
        assertThat(answer.asString()).contains("xmlns=\"http://schemas.microsoft.com/deepzoom/2008\"");
        assertThat(given().get("/api/v1/slides/" + slide + "/mosaic.dzi").asString())
                .isEqualTo(answer.asString());
    }

    @Test
    void tiles_may_be_kept_and_are_not_sent_again() {
        String slide = ingest("kept", new Tree().patch("v3", 1, 1, 0, Pngs.patch(4)));

        Response first = tile(slide, "6/0_0.jpg");

        assertThat(first.contentType()).isEqualTo("image/jpeg");
        assertThat(first.header("Cache-Control")).isEqualTo("private, max-age=300");
        String tag = first.header("ETag");
        assertThat(tag).isNotBlank();
        Response again = given().header("If-None-Match", tag).get(path(slide, "6/0_0.jpg"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(again.header("Cache-Control")).isEqualTo("private, max-age=300");
        assertThat(given().header("If-None-Match", tag)
                        .get(path(slide, "6/0_0.png"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(CODEC.decode(first.asByteArray()).width()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
        "6/1_0.jpg, 404, not-found",
        "6/0_1.png, 404, not-found",
        "7/0_0.jpg, 404, not-found",
        "99999999999/0_0.jpg, 404, not-found",
        "0/0_1.jpg, 404, not-found",
        "-1/0_0.jpg, 400, invalid-request",
        "x/0_0.jpg, 400, invalid-request",
        "6/0_0.gif, 400, invalid-request",
        "6/0-0.jpg, 400, invalid-request",
        "6/-1_0.jpg, 400, invalid-request",
    })
    void tiles_that_are_not_there_are_refused(String tile, int status, String code) {
        String slide = ingest("refused", new Tree().patch("v4", 1, 1, 0, Pngs.patch(5)));

        Response answer = given().get(path(slide, tile));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
    }

    @Test
    void slide_that_is_not_there_has_no_image() {
        String absent = "0".repeat(32);

        for (String what : new String[] {"image", "image.dzi", "mosaic", "image_files/0/0_0.jpg"}) {
            assertThat(service.get("slides/" + absent + "/" + what, 404)
                            .path("code")
                            .asText())
                    .isEqualTo("not-found");
        }
        service.get("slides/no-slide/image", 400);
    }

    private String ingest(String name, Tree tree) {
        ObjectNode ingest = service.ingest(tree.folder(sources.resolve("view-" + name)));
        return service.slides(ingest.path("ingestId").asText())
                .get(0)
                .path("slideId")
                .asText();
    }

    private static String path(String slide, String tile) {
        return "/api/v1/slides/" + slide + "/image_files/" + tile;
    }

    private static Response tile(String slide, String tile) {
        Response answer = given().get(path(slide, tile));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    /** Columns of a patch that lies at x, y of a tile. */
    private static void assertPixels(RgbImage tile, int x, int y, RgbImage patch, int from, int to) {
        for (int row = 0; row < patch.height(); row++) {
            for (int column = from; column < to; column++) {
                for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                    assertThat(tile.pixels()[((y + row) * tile.width() + x + column) * RgbImage.CHANNELS + channel])
                            .isEqualTo(patch.pixels()[(row * patch.width() + column) * RgbImage.CHANNELS + channel]);
                }
            }
        }
    }
}
