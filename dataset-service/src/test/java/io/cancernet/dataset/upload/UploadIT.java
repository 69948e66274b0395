package io.cancernet.dataset.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.json.Json;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tree;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class UploadIT {

    private static final int MIB = 1 << 20;

    @Inject
    ObjectStore store;

    @Inject
    UploadSweep sweep;

    @Inject
    UploadRepository uploads;

    @Inject
    MultipartStore multiparts;

    @Inject
    AgroalDataSource database;

    @TempDir
    Path folder;

    private final ServiceClient service = new ServiceClient();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void nothing_is_left() throws SQLException {
        execute("update upload set touched_at = now() - interval '2 days'");
        sweep.sweep();
        assertThat(store.list("")).noneMatch(key -> key.startsWith("uploads/"));
        assertThat(sweep.sweep()).isZero();
    }

    @Test
    void archive_sent_in_parts_is_ingested_and_not_kept() throws Exception {
        byte[] archive = zip("parts", 12 * MIB);
        ObjectNode upload =
                begin("Smith.zip", archive.length, Sha256.of(archive).value());
        assertThat(upload.path("partBytes").asInt()).isEqualTo(5 * MIB);
        assertThat(upload.path("parts").asInt()).isEqualTo(3);

        ObjectNode complete = complete(upload, sendAll(upload, archive), 200);
        ObjectNode ingest = service.awaitEnd(
                submit(complete.path("uploadId").asText(), 202).path("ingestId").asText());

        assertThat(complete.path("state").asText()).isEqualTo("complete");
        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
        assertThat(ingest.path("stored").asInt()).isEqualTo(5);
        assertThat(ingest.toString()).doesNotContain("Smith");
        await().untilAsserted(() -> assertThat(store.list("uploads/")).isEmpty());
        service.get("uploads/" + upload.path("uploadId").asText(), 404);
    }

    @Test
    void rejected_upload_can_be_ingested_again_until_it_expires() throws Exception {
        ObjectNode upload = upload("text.zip", "no zip at all".getBytes(UTF_8));
        String id = upload.path("uploadId").asText();

        for (int i = 0; i < 2; i++) {
            ObjectNode ingest =
                    service.awaitEnd(submit(id, 202).path("ingestId").asText());
            assertThat(ingest.path("error").path("code").asText()).isEqualTo("source-unreadable");
        }

        assertThat(sweep.sweep()).isZero();
        assertThat(store.list("uploads/")).hasSize(1);
        execute("update upload set touched_at = now() - interval '25 hours'");
        assertThat(sweep.sweep()).isEqualTo(1);
        assertThat(submit(id, 422).path("code").asText()).isEqualTo("upload-invalid");
    }

    @Test
    void file_in_a_body_is_complete_at_once_and_goes_with_its_ingest() throws Exception {
        byte[] archive = zip("whole", 0);
        ObjectNode upload = Json.mapper()
                .readValue(
                        RestAssured.given()
                                .contentType("application/octet-stream")
                                .body(archive)
                                .post("/api/v1/uploads/whole?name=Smith.zip")
                                .then()
                                .statusCode(201)
                                .extract()
                                .asByteArray(),
                        ObjectNode.class);

        assertThat(upload.path("state").asText()).isEqualTo("complete");
        assertThat(upload.path("sha256").asText()).isEqualTo(Sha256.of(archive).value());
        ObjectNode ingest = service.awaitEnd(
                submit(upload.path("uploadId").asText(), 202).path("ingestId").asText());
        assertThat(ingest.path("state").asText()).isEqualTo("ingested");
        await().untilAsserted(() -> assertThat(store.list("uploads/")).isEmpty());
    }

    @Test
    void repeated_completion_changes_nothing() throws Exception {
        byte[] content = "some bytes".getBytes(UTF_8);
        ObjectNode upload = begin("a.zip", content.length, null);
        ArrayNode parts = sendAll(upload, content);

        ObjectNode first = complete(upload, parts, 200);

        assertThat(complete(upload, parts, 200)).isEqualTo(first);
        assertThat(service.get("uploads/" + upload.path("uploadId").asText() + "/parts", 409)
                        .path("code")
                        .asText())
                .isEqualTo("conflict");
    }

    @Test
    void completion_after_a_lost_answer_goes_on() throws Exception {
        byte[] content = "some bytes".getBytes(UTF_8);
        ObjectNode upload = begin("a.zip", content.length, null);
        ArrayNode parts = sendAll(upload, content);
        complete(upload, parts, 200);
        execute("update upload set state = 'OPEN'");

        assertThat(complete(upload, parts, 200).path("state").asText()).isEqualTo("complete");
    }

    @Test
    void file_of_another_length_is_removed() throws Exception {
        ObjectNode upload = begin("a.zip", 11, null);
        ArrayNode parts = sendAll(upload, "some bytes".getBytes(UTF_8));

        ObjectNode refusal = complete(upload, parts, 422);

        assertThat(refusal.path("code").asText()).isEqualTo("upload-invalid");
        assertThat(refusal.path("detail").asText()).contains("10 bytes", "11");
        assertThat(store.list("uploads/")).isEmpty();
        service.get("uploads/" + upload.path("uploadId").asText(), 404);
    }

    @Test
    void file_with_another_hash_is_removed() throws Exception {
        byte[] content = "some bytes".getBytes(UTF_8);
        ObjectNode upload =
                begin("a.zip", content.length, Sha256.of(new byte[1]).value());

        ObjectNode refusal = complete(upload, sendAll(upload, content), 422);

        assertThat(refusal.path("code").asText()).isEqualTo("upload-invalid");
        assertThat(refusal.path("detail").asText()).contains("sha256");
        assertThat(store.list("uploads/")).isEmpty();
    }

    @Test
    void missing_part_can_be_sent_later() throws Exception {
        byte[] content = new byte[6 * MIB];
        ObjectNode upload = begin("a.zip", content.length, null);
        ArrayNode both = sendAll(upload, content);
        ArrayNode first = both.deepCopy();
        first.remove(1);

        assertThat(complete(upload, first, 422).path("detail").asText()).contains("2 parts");
        complete(upload, both, 200);
    }

    @Test
    void part_that_was_never_sent_is_named_invalid() {
        ObjectNode upload = begin("a.zip", 5, null);
        ArrayNode parts = Json.mapper().createArrayNode();
        parts.addObject().put("number", 1).put("etag", "0123456789abcdef0123456789abcdef");

        assertThat(complete(upload, parts, 422).path("code").asText()).isEqualTo("upload-invalid");
    }

    @Test
    void addresses_come_in_pages() {
        ObjectNode upload = begin("a.zip", 16 * MIB, null);
        String parts = "uploads/" + upload.path("uploadId").asText() + "/parts";

        JsonNode page = service.get(parts + "?from=2&count=2", 200).path("items");

        assertThat(page).hasSize(2);
        assertThat(page.get(0).path("number").asInt()).isEqualTo(2);
        assertThat(page.get(0).path("offset").asInt()).isEqualTo(5 * MIB);
        service.get(parts + "?from=5", 400);
        service.get(parts + "?count=0", 400);
    }

    @Test
    void too_long_a_file_is_refused_at_once() {
        ObjectNode refusal = service.post("uploads", 422, "{\"name\":\"a.svs\",\"size\":20000001}");

        assertThat(refusal.path("code").asText()).isEqualTo("upload-invalid");
        assertThat(refusal.path("detail").asText()).contains("cancernet.upload.max-bytes");
        service.post("uploads", 400, "{\"name\":\"a.svs\",\"size\":0}");
    }

    @Test
    void aborted_upload_is_gone() throws Exception {
        byte[] content = "some bytes".getBytes(UTF_8);
        ObjectNode upload = begin("a.zip", content.length, null);
        ArrayNode parts = sendAll(upload, content);
        String path = "uploads/" + upload.path("uploadId").asText();

        RestAssured.delete("/api/v1/" + path).then().statusCode(204);

        service.get(path, 404);
        complete(upload, parts, 404);
        RestAssured.delete("/api/v1/" + path).then().statusCode(204);
    }

    @Test
    void incomplete_upload_is_not_ingested() {
        ObjectNode upload = begin("a.zip", 5, null);

        assertThat(submit(upload.path("uploadId").asText(), 422).path("code").asText())
                .isEqualTo("upload-invalid");
        assertThat(submit("never-begun", 422).path("code").asText()).isEqualTo("upload-invalid");
    }

    @Test
    void upload_in_use_outlives_its_time() throws Exception {
        String id = upload("a.zip", zip("in-use", 0)).path("uploadId").asText();
        execute("update upload set touched_at = now() - interval '25 hours'");
        execute("insert into ingest (ingest_id, submission, state, created_at)"
                + " values ('waiting', '{\"uri\":\"upload:x\"}', 'SUBMITTED', now())");
        execute("insert into ingest_upload values ('%s', 'waiting')".formatted(id));
        try {
            assertThat(sweep.sweep()).isZero();
            RestAssured.delete("/api/v1/uploads/" + id).then().statusCode(409);
            assertThat(store.list("uploads/")).hasSize(1);
        } finally {
            execute("delete from ingest_upload where ingest_id = 'waiting'");
            execute("delete from ingest where ingest_id = 'waiting'");
        }
    }

    @Test
    void what_a_kill_left_behind_is_swept() throws Exception {
        String kept = upload("a.zip", zip("kept", 0)).path("uploadId").asText();
        store.put("uploads/20200101-000000-000000.zip", new byte[1], "application/zip");

        assertThat(sweep.sweep()).isEqualTo(1);

        assertThat(store.list("uploads/")).containsExactly("uploads/" + kept + ".zip");
    }

    @Test
    void upload_in_parts_that_a_kill_kept_from_being_noted_is_swept() throws Exception {
        Upload upload = new Upload(
                new UploadId("20200101-000000-000001"),
                new FileEnding("zip"),
                MIB,
                null,
                null,
                MIB,
                UploadState.OPEN,
                Instant.EPOCH);
        uploads.add(upload);
        String multipart = multiparts.begin(upload.key());
        URI part = multiparts.address(upload.key(), multipart, 1, Duration.ofMinutes(5));
        HttpResponse<String> sent = http.send(
                HttpRequest.newBuilder(part)
                        .PUT(BodyPublishers.ofByteArray(new byte[MIB]))
                        .build(),
                BodyHandlers.ofString());
        PartTag tag = new PartTag(1, sent.headers().firstValue("ETag").orElseThrow());

        assertThat(sweep.sweep()).isEqualTo(1);

        assertThat(uploads.find(upload.uploadId())).isEmpty();
        assertThatThrownBy(() -> {
                    multiparts.complete(upload.key(), multipart, List.of(tag));
                    multiparts.size(upload.key());
                })
                .as("the store has forgotten the part")
                .isInstanceOfAny(ObjectNotFoundException.class, DomainException.class);
    }

    private ObjectNode upload(String name, byte[] content) throws IOException, InterruptedException {
        ObjectNode upload = begin(name, content.length, null);
        return complete(upload, sendAll(upload, content), 200);
    }

    private ObjectNode begin(String name, int size, @Nullable String sha256) {
        ObjectNode request = Json.mapper().createObjectNode().put("name", name).put("size", size);
        if (sha256 != null) {
            request.put("sha256", sha256);
        }
        return service.post("uploads", 201, request.toString());
    }

    private ArrayNode sendAll(ObjectNode upload, byte[] content) throws IOException, InterruptedException {
        ArrayNode tags = Json.mapper().createArrayNode();
        JsonNode parts = service.get("uploads/" + upload.path("uploadId").asText() + "/parts", 200)
                .path("items");
        for (JsonNode part : parts) {
            int offset = part.path("offset").asInt();
            int end = Math.min(content.length, offset + part.path("length").asInt());
            URI url = URI.create(part.path("url").asText());
            HttpRequest put = HttpRequest.newBuilder(url)
                    .PUT(BodyPublishers.ofByteArray(Arrays.copyOfRange(content, offset, end)))
                    .build();
            HttpResponse<String> answer = http.send(put, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            tags.addObject()
                    .put("number", part.path("number").asInt())
                    .put("etag", answer.headers().firstValue("ETag").orElseThrow());
        }
        return tags;
    }

    private ObjectNode complete(ObjectNode upload, ArrayNode parts, int status) {
        ObjectNode request = Json.mapper().createObjectNode();
        request.set("parts", parts);
        return service.post("uploads/" + upload.path("uploadId").asText() + "/complete", status, request.toString());
    }

    private ObjectNode submit(String upload, int status) {
        return service.post("ingests", status, "{\"uri\":\"upload:%s\"}".formatted(upload));
    }

    /** An archive of a case with five patches and a large file that is none. */
    private byte[] zip(String caseId, int filler) throws IOException {
        byte[] noise = new byte[filler];
        new Random(1).nextBytes(noise);
        return Files.readAllBytes(
                new Tree().patches(caseId, 2, 3).file("noise.txt", noise).zip(folder.resolve(caseId + ".zip")));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
