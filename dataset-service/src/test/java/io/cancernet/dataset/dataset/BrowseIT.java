package io.cancernet.dataset.dataset;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.dataset.ingest.IngestConfig;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tree;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Patches, statistics and contact sheets, as a client sees them. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class BrowseIT {

    @Inject
    IngestConfig config;

    private final ServiceClient service = new ServiceClient();

    @Test
    void patches_of_a_slide_are_paged_and_shown() {
        String ingest = ingest("patches", 1);
        JsonNode slide = service.slides(ingest).get(0);
        String patches = "slides/" + slide.path("slideId").asText() + "/patches";

        ObjectNode first = service.get(patches + "?label=0&limit=2", 200);
        ObjectNode rest = service.get(
                patches + "?label=0&limit=2&cursor=" + first.path("next").asText(), 200);

        assertThat(first.path("items")).hasSize(2);
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.has("next")).isFalse();
        JsonNode patch = rest.path("items").get(0);
        String one = patches + "/" + patch.path("patchId").asText();
        assertThat(service.get(one, 200)).isEqualTo(patch);
        String sha256 = patch.path("image").path("sha256").asText();
        Response image = given().get("/api/v1/" + one + "/image");
        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(image.contentType()).isEqualTo("image/png");
        assertThat(image.header("ETag")).isEqualTo("\"" + sha256 + "\"");
        assertThat(image.header("Cache-Control")).contains("private", "immutable");
        assertThat(Sha256.of(image.asByteArray()).value()).isEqualTo(sha256);
        assertThat(given().header("If-None-Match", "\"" + sha256 + "\"")
                        .get("/api/v1/" + one + "/image")
                        .statusCode())
                .isEqualTo(304);
        service.get(patches + "/" + "0".repeat(32) + "/image", 404);
        service.get(patches + "?label=7", 400);
        service.get(patches + "?split=none", 400);
    }

    @Test
    void statistics_come_after_freezing() {
        ObjectNode dataset = freeze("counted", ingest("counted", 4), "patch-random");

        ObjectNode statistics = statistics("counted/1");

        assertThat(statistics.path("leaky").asBoolean()).isTrue();
        JsonNode train = statistics.path("statistics").path("splits").get(0);
        JsonNode counted = dataset.path("counts").get(0);
        for (String count : new String[] {"cases", "negative", "positive"}) {
            assertThat(train.path(count)).isEqualTo(counted.path(count));
        }
        assertThat(statistics
                        .path("statistics")
                        .path("colours")
                        .path("whole")
                        .path("pixels")
                        .asInt())
                .isEqualTo(20 * 2500);
        service.get("datasets/none/1/statistics", 404);
    }

    @Test
    void contact_sheet_is_a_picture() {
        freeze("sheet", ingest("sheet", 4), "by-case");

        Response sheet = given().get("/api/v1/datasets/sheet/1/contact-sheet?split=test&perClass=3");

        assertThat(sheet.statusCode()).isEqualTo(200);
        assertThat(sheet.contentType()).isEqualTo("image/png");
        assertThat(new PatchImageCodec().decode(sheet.asByteArray()).width()).isEqualTo(1242);
        assertThat(given().header("If-None-Match", sheet.header("ETag"))
                        .get("/api/v1/datasets/sheet/1/contact-sheet?split=test&perClass=3")
                        .statusCode())
                .isEqualTo(304);
        service.get("datasets/sheet/1/contact-sheet?perClass=0", 400);
        service.get("datasets/sheet/1/contact-sheet?split=all", 400);
        service.get("datasets/none/1/contact-sheet", 404);
    }

    @Test
    void real_patches_are_counted_and_shown() throws IOException {
        Path idc = Path.of(System.getProperty("cancernet.shared.data", "missing"), "idc");
        Assumptions.assumeTrue(Files.isDirectory(idc), "skipped: cancernet.shared.data has no idc folder");
        String ingest = service.ingest(idc).path("ingestId").asText();
        ObjectNode dataset = freeze("idc-browsed", ingest, "patch-random");

        JsonNode statistics = statistics("idc-browsed/1").path("statistics");
        Path sheet = Files.write(
                Path.of("target", "contact-sheet.png"),
                given().get("/api/v1/datasets/idc-browsed/1/contact-sheet?perClass=36")
                        .asByteArray());

        assertThat(statistics.path("unreadable").asInt()).isZero();
        assertThat(statistics.path("sizes").get(0).path("patches").asInt()
                        + dataset.path("duplicatesLeftOut").asInt())
                .isGreaterThan(8900);
        assertThat(statistics.path("colours").path("whole").path("mean").get(0).asDouble())
                .isBetween(150.0, 250.0);
        assertThat(sheet).isNotEmptyFile();
    }

    private String ingest(String name, int cases) {
        Tree tree = new Tree();
        for (int i = 0; i < cases; i++) {
            tree.patches(name + "-" + i, 2, 3);
        }
        return service.ingest(
                        tree.folder(config.allowedRoots().orElseThrow().get(0).resolve("browse-" + name)))
                .path("ingestId")
                .asText();
    }

    private ObjectNode freeze(String name, String ingest, String strategy) {
        return service.post(
                "datasets",
                201,
                "{\"name\":\"%s\",\"ingests\":[\"%s\"],\"split\":{\"strategy\":\"%s\"}}"
                        .formatted(name, ingest, strategy));
    }

    private ObjectNode statistics(String dataset) {
        return await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> service.get("datasets/" + dataset + "/statistics", 200),
                        statistics -> statistics.path("state").asText().equals("ready"));
    }
}
