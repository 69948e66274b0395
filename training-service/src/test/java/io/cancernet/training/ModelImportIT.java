package io.cancernet.training;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.json.Json;
import io.cancernet.common.network.ModelOrigin;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.network.Tensor;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.training.testing.TinyModel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Weights from elsewhere become models, marked so. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ModelImportIT {

    private static final byte[] WEIGHTS = TinyModel.weights(77);

    @Inject
    ObjectStore store;

    @Test
    void uploadedWeights_becomeAModelThatInventsNothing() {
        Map<String, Object> request = ModelClient.request(
                "uploaded", WEIGHTS, Map.of("threshold", 0.3, "thresholdChoice", "as published", "source", "a paper"));

        JsonPath model = upload(request, 201);

        assertThat(model.getString("kind")).isEqualTo("imported");
        assertThat(model.getString("stage")).isEqualTo("candidate");
        assertThat(model.getString("imported.by")).isEqualTo("tester");
        assertThat(model.<String, Object>getMap(""))
                .doesNotContainKeys("runId", "dataset", "recipe", "testRocAuc", "testSensitivity", "leaky");
        String path = "/api/v1/models/uploaded/" + model.getString("version") + "/files/";
        ModelSpec spec = ModelSpec.fromJson(given().get(path + "model.json").asByteArray());
        assertThat(Objects.requireNonNull(spec.origin()).kind()).isEqualTo(ModelOrigin.Kind.IMPORTED);
        assertThat(spec.thresholdChoice()).isEqualTo("as published");
        assertThat(given().get(path + "model.safetensors").asByteArray()).isEqualTo(WEIGHTS);
        assertThat(Sha256.of(given().get(path + "model.onnx").asByteArray()))
                .isEqualTo(Objects.requireNonNull(spec.files()).get(ModelSpec.ONNX));
        assertThat(given().get(path + "MODEL_CARD.md").asString()).contains("imported", "a paper");
        assertThat(upload(request, 200).getString("version"))
                .as("the same again is the same model")
                .isEqualTo(model.getString("version"));
        assertThat(ModelClient.get("models?name=uploaded").getList("items")).hasSize(1);
    }

    @Test
    void wrongTensors_areNamedEachByEachAndLeaveNothing() {
        byte[] other = TinyModel.weights(1, tensors -> {
            tensors.put("hidden.offset", Objects.requireNonNull(tensors.remove("hidden.bias")));
            tensors.put("classes.bias", new Tensor(List.of(3L), new float[3]));
        });
        store.put("imports/other.safetensors", other, "application/octet-stream");

        ModelClient.post(ModelClient.request("misfit", other, Map.of("file", "imports/other.safetensors")))
                .then()
                .statusCode(422)
                .body("code", equalTo("model-invalid"))
                .body("detail", containsString("hidden.bias is missing"))
                .body("detail", containsString("hidden.offset is not of this network"))
                .body("detail", containsString("classes.bias is [3] and should be [2]"));
        await().atMost(TrainingClient.PATIENCE)
                .until(() -> store.list("models/misfit/").isEmpty());
        assertThat(ModelClient.get("models?name=misfit").getList("items")).isEmpty();
    }

    @Test
    void filesThatAreNotMeant_areRefused() {
        store.put("imports/short.safetensors", Arrays.copyOf(WEIGHTS, 1000), "application/octet-stream");
        ModelClient.post(ModelClient.request("refused", WEIGHTS, Map.of("file", "imports/short.safetensors")))
                .then()
                .statusCode(422)
                .body("code", equalTo("hash-mismatch"));
        ModelClient.post(ModelClient.request(
                        "refused", Arrays.copyOf(WEIGHTS, 1000), Map.of("file", "imports/short.safetensors")))
                .then()
                .statusCode(422)
                .body("code", equalTo("model-invalid"));
        byte[] broken = TinyModel.weights(
                1,
                tensors -> Arrays.fill(
                        Objects.requireNonNull(tensors.get("hidden.bias")).values(), Float.NaN));
        store.put("imports/nan.safetensors", broken, "application/octet-stream");
        ModelClient.post(ModelClient.request("refused", broken, Map.of("file", "imports/nan.safetensors")))
                .then()
                .statusCode(422)
                .body("detail", containsString("NaN"));
        ModelClient.post(ModelClient.request("refused", WEIGHTS, Map.of("file", "imports/nowhere")))
                .then()
                .statusCode(404);
        assertThat(store.list("models/refused/")).isEmpty();
    }

    @Test
    void incompleteRequests_areRefusedByName() {
        ModelClient.post(ModelClient.request("no-file", WEIGHTS, Map.of()))
                .then()
                .statusCode(400)
                .body("detail", containsString("file is required"));
        ModelClient.post(ModelClient.request("No Name", WEIGHTS, Map.of("file", "x")))
                .then()
                .statusCode(400)
                .body("detail", containsString("No Name"));
        ModelClient.post(ModelClient.request(
                        "no-net",
                        WEIGHTS,
                        Map.of("file", "x", "network", Map.of("name", "resnet", "options", Map.of()))))
                .then()
                .statusCode(400)
                .body("detail", containsString("squeezenet"));
        given().multiPart("model", "{}")
                .post("/api/v1/models")
                .then()
                .statusCode(400)
                .body("detail", containsString("two parts"));
        given().multiPart("model", "null")
                .multiPart("weights", "model.safetensors", WEIGHTS)
                .post("/api/v1/models")
                .then()
                .statusCode(400)
                .body("detail", containsString("a JSON object"));
    }

    @Test
    void unfittingImages_andFilesThatAreNone_areRefused() {
        store.put("imports/small.safetensors", WEIGHTS, "application/octet-stream");
        refused(Map.of("input", input(2, 4)), 422, "cancernet cannot compute images of 2x2 px");
        refused(Map.of("input", input(TinyModel.SIDE, -3)), 400, "patchSize");
        refused(Map.of("file", "a\0b"), 400, "file is required");
        refused(Map.of("file", " "), 400, "file is required");
        refused(Map.of("file", "file:///dev/zero"), 404, "no file of at most");
        refused(Map.of("source", "a\0b"), 400, "NUL");
        refused(Map.of("thresholdChoice", " "), 400, "thresholdChoice, where it is given");
        await().atMost(TrainingClient.PATIENCE)
                .until(() -> store.list("models/unfitting/").isEmpty());
    }

    private static Map<String, Object> input(int side, int patchSize) {
        return Map.of(
                "width", side, "height", side, "mpp", 4, "scaling", 0.1, "resize", "NEAREST", "patchSize", patchSize);
    }

    private static void refused(Map<String, Object> wrong, int status, String detail) {
        Map<String, Object> more = new HashMap<>(Map.of("file", "imports/small.safetensors"));
        more.putAll(wrong);
        ModelClient.post(ModelClient.request("unfitting", WEIGHTS, more))
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(detail));
    }

    private static JsonPath upload(Map<String, Object> request, int status) {
        return given().multiPart("model", new String(Json.write(request), StandardCharsets.UTF_8))
                .multiPart("weights", "model.safetensors", WEIGHTS)
                .post("/api/v1/models")
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }
}
