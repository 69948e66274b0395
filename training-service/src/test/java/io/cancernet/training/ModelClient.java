package io.cancernet.training;

import static io.restassured.RestAssured.given;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.training.testing.TinyModel;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;

/** Models and slots as their users see them over REST. */
final class ModelClient {

    private ModelClient() {}

    /** Imports a model of its own weights and returns NAME/VERSION. */
    static String imported(ObjectStore store, String name, long seed) {
        byte[] weights = TinyModel.weights(seed);
        String key = "imports/%s-%d.safetensors".formatted(name, seed);
        store.put(key, weights, "application/octet-stream");
        JsonPath model = post(request(name, weights, Map.of("file", key)))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return name + "/" + model.getString("version");
    }

    static Map<String, Object> request(String name, byte[] weights, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "name",
                name,
                "network",
                Map.of("name", "cancernet", "options", Map.of()),
                "input",
                Map.of(
                        "width",
                        TinyModel.SIDE,
                        "height",
                        TinyModel.SIDE,
                        "mpp",
                        4,
                        "scaling",
                        1.0 / 255,
                        "resize",
                        "NEAREST"),
                "sha256",
                Sha256.of(weights).value(),
                "by",
                "tester",
                "reason",
                "to compare"));
        body.putAll(more);
        return body;
    }

    static Response post(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/models");
    }

    static Response promote(String model, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("slot", "shadow", "by", "tester", "reason", "to look at it"));
        body.putAll(more);
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/models/" + model + "/promote");
    }

    static Response decide(String slot, String what, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("by", "tester", "reason", what + " of a test"));
        body.putAll(more);
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/slots/" + slot + "/" + what);
    }

    static Response delete(String path) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("by", "tester", "reason", "no longer needed"))
                .delete("/api/v1/" + path);
    }

    static JsonPath get(String path) {
        return given().get("/api/v1/" + path).then().statusCode(200).extract().jsonPath();
    }

    /** NAME/VERSION of the model in a slot, or none. */
    static String holder(String slot) {
        return model(get("slots/" + slot));
    }

    /** NAME/VERSION of the model that an answer names, or none. */
    static String model(JsonPath answer) {
        return answer.get("model") == null
                ? "none"
                : answer.getString("model.name") + "/" + answer.getString("model.version");
    }
}
