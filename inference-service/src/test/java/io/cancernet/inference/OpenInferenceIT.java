package io.cancernet.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.network.LoadedModel;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.inference.testing.TestModels;
import io.cancernet.inference.testing.TestSlide;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Open Inference Protocol: what its text says, and a client that others wrote. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class OpenInferenceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SIDE = 16;
    private static final String MODEL = "/v2/models/test-model";
    private static final String HEADER_LENGTH = "Inference-Header-Content-Length";

    @Inject
    EventPublisher publisher;

    @Inject
    ObjectStore store;

    @BeforeEach
    void promoteAModel() {
        publisher.publish(List.of(TestModels.stored(store, "protocol", 1, SIDE)));
        await().atMost(PATIENCE)
                .until(() -> "protocol".equals(given().get("/api/v1/models").path("items[0].model.version")));
    }

    @Test
    void server_tellsWhatItIs() {
        given().get("/v2")
                .then()
                .statusCode(200)
                .body("name", equalTo("cancernet-inference-service"))
                .body("extensions", hasItem("binary_tensor_data"));
        given().get("/v2/health/live").then().statusCode(200).body("live", equalTo(true));
        given().get("/v2/health/ready").then().statusCode(200).body("ready", equalTo(true));
        for (String path : List.of(MODEL, MODEL + "/versions/protocol")) {
            given().get(path)
                    .then()
                    .statusCode(200)
                    .body("name", equalTo("test-model"))
                    .body("versions", hasItem("protocol"))
                    .body("inputs[0].shape", equalTo(List.of(-1, SIDE, SIDE, 3)))
                    .body("outputs.name", equalTo(List.of("probability", "decision", "out_of_distribution")));
            given().get(path + "/ready").then().statusCode(200).body("ready", equalTo(true));
        }
        for (String asked : List.of("", "{}", "{\"ready\": true}")) {
            given().body(asked)
                    .post("/v2/repository/index")
                    .then()
                    .statusCode(200)
                    .body("find { it.version == 'protocol' }.state", equalTo("READY"));
        }
        given().body("{")
                .post("/v2/repository/index")
                .then()
                .statusCode(400)
                .body("error", containsString("JSON object"));
    }

    /** The request of inference_rest.md, with this model's tensors. */
    @Test
    void jsonTensors_areScored() {
        RgbImage image = image(5);
        given().contentType("application/json")
                .body(request(image, "\"outputs\": [{\"name\": \"probability\"}]"))
                .post(MODEL + "/infer")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("id", equalTo("42"))
                .body("model_name", equalTo("test-model"))
                .body("model_version", equalTo("protocol"))
                .body("outputs", hasSize(1))
                .body("outputs[0].datatype", equalTo("FP32"))
                .body("outputs[0].shape", equalTo(List.of(1, 1)))
                .body("outputs[0].data[0]", near(probability(image)));
    }

    /** The request of extension_binary_data.md, with this model's tensors. */
    @Test
    void binaryTensors_areScored() {
        RgbImage image = image(6);
        String json = """
                {"model_name": "test-model", "inputs": [{"name": "image", "shape": [1, %d, %d, 3], "datatype": "UINT8",
                 "parameters": {"binary_data_size": %d}}],
                 "outputs": [{"name": "probability", "parameters": {"binary_data": true}}]}""".formatted(SIDE, SIDE, image.pixels().length);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json.getBytes(StandardCharsets.UTF_8));
        int length = body.size();
        body.writeBytes(image.pixels());

        Response response = given().contentType("application/octet-stream")
                .header(HEADER_LENGTH, length)
                .body(body.toByteArray())
                .post(MODEL + "/versions/protocol/infer");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo("application/octet-stream");
        byte[] answer = response.asByteArray();
        int answerLength = Integer.parseInt(response.header(HEADER_LENGTH));
        assertThat(answer).hasSize(answerLength + Float.BYTES);
        assertThat(new String(answer, 0, answerLength, StandardCharsets.UTF_8)).contains("\"binary_data_size\":4");
        assertThat(ByteBuffer.wrap(answer, answerLength, Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getFloat())
                .isCloseTo(probability(image), within(1e-4f));
    }

    @Test
    void clientOfTriton_worksUnchanged(@TempDir Path folder) throws IOException, InterruptedException {
        // Levels up to 127: as JSON the client writes higher ones with a sign.
        byte[] levels = image(7).pixels().clone();
        for (int i = 0; i < levels.length; i++) {
            levels[i] &= 0x7f;
        }
        Path file = Files.write(folder.resolve("image"), levels);
        Process client = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "triton-client", "java-api.jar").toString(),
                        Path.of("src", "test", "triton", "TritonScore.java").toString(),
                        "127.0.0.1:" + RestAssured.port,
                        "test-model",
                        file.toString(),
                        Integer.toString(SIDE))
                .redirectErrorStream(true)
                .start();

        String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        // Its own log goes the same way.
        List<String> lines = output.lines()
                .filter(line -> line.matches("(binary|json|all|refused) .*"))
                .toList();
        float expected = probability(new RgbImage(SIDE, SIDE, levels));
        boolean decision = expected >= (float) TestModels.THRESHOLD;
        assertThat(lines).as(output).hasSize(4);
        assertThat(lines.get(0)).startsWith("binary [").endsWith("] [" + decision + "]");
        assertThat(lines.get(1)).startsWith("json [").endsWith("] [" + decision + "]");
        assertThat(lines.get(2)).startsWith("all [");
        for (String line : lines.subList(0, 3)) {
            String number = line.substring(line.indexOf('[') + 1, line.indexOf(']'));
            assertThat(Float.parseFloat(number)).as(output).isCloseTo(expected, within(1e-4f));
        }
        assertThat(lines.get(3)).startsWith("refused").contains("the live model is test-model/protocol");
    }

    @Test
    void refusals_areTheProtocols() {
        RgbImage image = image(8);
        refused(400, "breaks off", MODEL + "/infer", "{\"inputs\": [");
        refused(400, "no output 'x'", MODEL + "/infer", request(image, "\"outputs\": [{\"name\": \"x\"}]"));
        refused(
                400,
                "of the shape [-1,16,16,3]",
                MODEL + "/infer",
                request(new RgbImage(8, 8, new byte[192]), "\"outputs\": []"));
        refused(404, "never promoted", MODEL + "/versions/none/infer", request(image, "\"outputs\": []"));
        refused(404, "the live model is", "/v2/models/other/infer", request(image, "\"outputs\": []"));
        refused(422, "neither PNG nor JPEG", MODEL + "/infer", files("AAAA"));
        refused(400, "send one named 'image'", MODEL + "/infer", "{}");
        given().header(HEADER_LENGTH, "ten")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post(MODEL + "/infer")
                .then()
                .statusCode(400)
                .body("error", containsString("'ten'"));
        given().get("/v2/models/other").then().statusCode(404).body("error", containsString("the live model is"));
        given().get(MODEL + "/versions/none/ready").then().statusCode(404);
        given().urlEncodingEnabled(false)
                .get(MODEL + "/versions/a%00b/ready")
                .then()
                .statusCode(400)
                .body("error", containsString("NUL"));
    }

    @Test
    void imageFiles_areScoredWhateverTheirSize() {
        given().body(files(Base64.getEncoder().encodeToString(TestSlide.image(3))))
                .post(MODEL + "/infer")
                .then()
                .statusCode(200)
                .body("outputs[0].data[0]", near(probability(TestSlide.pixels(3))));
    }

    @Test
    void withoutALiveModel_clientsAreToldToComeBack() {
        publisher.tombstone(Topic.MODELS_PROMOTED, ModelPromoted.LIVE);
        await().atMost(PATIENCE).until(() -> given().get("/v2/health/ready").statusCode() == 503);

        given().body(files("AAAA"))
                .post(MODEL + "/infer")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("error", containsString("no model is live"));
        given().get(MODEL + "/ready").then().statusCode(503);
        given().get("/v2/health/live").then().statusCode(200);
    }

    private static void refused(int status, String reason, String path, String body) {
        given().body(body)
                .post(path)
                .then()
                .statusCode(status)
                .contentType("application/json")
                .body("error", containsString(reason));
    }

    private static String files(String base64) {
        return "{\"inputs\": [{\"name\": \"image\", \"shape\": [1], \"datatype\": \"BYTES\", \"data\": [\"%s\"]}]}"
                .formatted(base64);
    }

    private static String request(RgbImage image, String more) {
        int[] levels = new int[image.pixels().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = image.pixels()[i] & 0xff;
        }
        return "{\"id\": \"42\", \"inputs\": [{\"name\": \"image\", \"shape\": [1, %d, %d, 3], \"datatype\": \"UINT8\", \"data\": %s}], %s}"
                .formatted(image.height(), image.width(), Arrays.toString(levels), more);
    }

    private static RgbImage image(long seed) {
        byte[] levels = new byte[SIDE * SIDE * RgbImage.CHANNELS];
        new Random(seed).nextBytes(levels);
        return new RgbImage(SIDE, SIDE, levels);
    }

    /** Engines differ in the last digits; REST Assured reads decimal numbers as floats. */
    private static Matcher<Float> near(float expected) {
        return new FeatureMatcher<>(closeTo(expected, 1e-4), "a probability", "probability") {
            @Override
            protected Double featureValueOf(Float actual) {
                return actual.doubleValue();
            }
        };
    }

    private static float probability(RgbImage image) {
        byte[] weights = TestModels.weights(1, SIDE);
        try (LoadedModel model = LoadedModel.load(TestModels.spec("protocol", SIDE, Sha256.of(weights)), weights)) {
            return model.probabilities(List.of(image))[0];
        }
    }
}
