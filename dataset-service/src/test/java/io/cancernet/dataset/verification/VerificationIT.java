package io.cancernet.dataset.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.dataset.ingest.IngestConfig;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tree;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Manifests going out and in, and verifications, as a client sees them. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class VerificationIT {

    @Inject
    ObjectStore store;

    @Inject
    IngestConfig config;

    private final ServiceClient service = new ServiceClient();

    @Test
    void exported_manifest_comes_back_as_the_same_dataset() {
        ObjectNode dataset = freeze("export");
        String sha256 = dataset.path("manifest").path("sha256").asText();

        Response exported = given().get("/api/v1/datasets/export/1/manifest");

        assertThat(exported.statusCode()).isEqualTo(200);
        assertThat(exported.contentType()).isEqualTo("application/gzip");
        assertThat(exported.header("ETag")).isEqualTo("\"" + sha256 + "\"");
        byte[] bytes = exported.asByteArray();
        assertThat(Sha256.of(bytes).value()).isEqualTo(sha256);
        assertThat(given().header("If-None-Match", "\"" + sha256 + "\"")
                        .get("/api/v1/datasets/export/1/manifest")
                        .statusCode())
                .isEqualTo(304);
        assertThat(imported("export", bytes, 200)).isEqualTo(dataset);
        ObjectNode copy = imported("export-copy", bytes, 201);
        assertThat(copy.path("manifest").path("sha256").asText()).isEqualTo(sha256);
        assertThat(copy.path("strategy").asText()).isEqualTo("imported");
        assertThat(imported("export-copy", new byte[10], 422).path("code").asText())
                .isEqualTo("manifest-invalid");
        assertThat(imported("", bytes, 400).path("detail").asText()).contains("dataset name");
    }

    @Test
    void damage_is_found_and_what_is_whole_passes() throws IOException {
        ObjectNode dataset = freeze("checked");
        ObjectNode passed = verify("checked/1");
        assertThat(passed.path("state").asText()).as(passed.toString()).isEqualTo("passed");
        assertThat(passed.path("checked").asInt()).isEqualTo(20);
        assertThat(passed.path("findings").path("shards").asInt()).isEqualTo(4);

        List<ManifestLine> lines =
                JsonLines.read(store.get(dataset.path("manifest").path("key").asText()), ManifestLine.class);
        ManifestLine first = lines.get(0);
        byte[] shard = store.get(first.image().shard());
        shard[(int) first.image().offset()] ^= 1;
        store.put(first.image().shard(), shard, "application/x-tar");
        String other = lines.get(lines.size() - 1).image().shard();
        store.delete(other);

        ObjectNode damaged = verify("checked/1");

        assertThat(damaged.path("state").asText()).isEqualTo("damaged");
        assertThat(damaged.path("findings").path("damagedPatchCount").asInt()).isEqualTo(6);
        assertThat(damaged.path("findings").path("damagedShards"))
                .extracting(each ->
                        each.path("shard").asText() + " " + each.path("fault").asText())
                .containsExactlyInAnyOrder(first.image().shard() + " changed", other + " missing");
        JsonNode list = service.get("datasets/checked/1/verifications", 200).path("items");
        assertThat(list).containsExactly(damaged, passed);
    }

    @Test
    void what_is_not_there_cannot_be_verified() {
        service.post("datasets/none/1/verifications", 404, "");
        service.get("datasets/none/1/verifications", 404);
        freeze("unverified");
        service.get("datasets/unverified/1/verifications/none", 404);
    }

    private ObjectNode freeze(String name) {
        Tree tree = new Tree();
        for (int i = 0; i < 4; i++) {
            tree.patches(name + "-" + i, 2, 3);
        }
        String ingest = service.ingest(
                        tree.folder(config.allowedRoots().orElseThrow().get(0).resolve("verification-" + name)))
                .path("ingestId")
                .asText();
        return service.post("datasets", 201, "{\"name\":\"%s\",\"ingests\":[\"%s\"]}".formatted(name, ingest));
    }

    private static ObjectNode imported(String name, byte[] manifest, int status) {
        return ServiceClient.json(
                given().contentType("application/gzip").body(manifest).post("/api/v1/datasets/import?name=" + name),
                status);
    }

    private ObjectNode verify(String dataset) {
        String id = service.post("datasets/" + dataset + "/verifications", 202, "")
                .path("verificationId")
                .asText();
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> service.get("datasets/" + dataset + "/verifications/" + id, 200),
                        verification -> verification.has("finishedAt"));
    }
}
