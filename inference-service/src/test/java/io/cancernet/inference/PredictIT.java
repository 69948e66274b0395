package io.cancernet.inference;

import static io.cancernet.inference.testing.ScoringClient.PATIENCE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cancernet.common.colour.ColourSample;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.event.PatchScored;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.Resize;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.inference.testing.ScoringClient;
import io.cancernet.inference.testing.TestModels;
import io.cancernet.inference.testing.TestSlide;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class PredictIT {

    private static final int SIDE = ScoringClient.SIDE;

    @Inject
    ScoringClient client;

    @Inject
    ObjectStore store;

    @BeforeEach
    void promoteModels() {
        client.promote("predict-before", 11);
        client.promote("predict", 12);
    }

    @Test
    void jsonImages_areScoredByTheLiveModel() {
        json("{\"images\": [%s, %s]}".formatted(image("a", 1), image(null, 2)))
                .statusCode(200)
                .body("model.version", equalTo("predict"))
                .body("threshold", equalTo((float) TestModels.THRESHOLD))
                .body("notice", equalTo("Research use only, not a diagnosis."))
                .body("images.name", equalTo(List.of("a", "1")))
                .body("images.probability", everyItem(allOf(greaterThanOrEqualTo(0f), lessThanOrEqualTo(1f))))
                .body(
                        "images[0].inputSha256",
                        equalTo(Sha256.of(TestSlide.image(1)).value()))
                .body("images[0].positive", notNullValue())
                .body("images[0].outOfDistribution", nullValue())
                .body("images[0].timings.computeMillis", notNullValue())
                .body("images[0].error", nullValue());
    }

    @Test
    void uploadedFiles_areScored_byTheNamedModel() {
        float named = given().multiPart("file", "one.png", TestSlide.image(1))
                .multiPart("file", "two.png", TestSlide.image(2))
                .post("/api/v1/predict?model=test-model&version=predict-before")
                .then()
                .statusCode(200)
                .body("model.version", equalTo("predict-before"))
                .body("images.name", equalTo(List.of("one.png", "two.png")))
                .extract()
                .path("images[0].probability");

        json("{\"model\": {\"name\": \"test-model\", \"version\": \"predict-before\"}, \"images\": [%s]}"
                        .formatted(image("a", 1)))
                .statusCode(200)
                .body("images[0].probability", near(named));
    }

    @Test
    void brokenImage_failsAlone_andAllBrokenOnesTheRequest() {
        json("{\"images\": [%s, {\"name\": \"b\", \"data\": \"AAAA\"}]}".formatted(image("a", 1)))
                .statusCode(200)
                .body("images[0].probability", notNullValue())
                .body("images[1].probability", nullValue())
                .body("images[1].error.code", equalTo("undecodable-image"))
                .body("images[1].error.detail", containsString("neither PNG nor JPEG"));
        given().multiPart("file", "broken.png", new byte[] {1, 2})
                .post("/api/v1/predict")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("undecodable-image"))
                .body("detail", equalTo("the 2 bytes are neither PNG nor JPEG"))
                .body("images[0].name", equalTo("broken.png"));
        json("{\"images\": [{\"data\": \"AAAA\"}, {\"data\": \"-\"}]}")
                .statusCode(422)
                .body("detail", containsString("none of 2 images"))
                .body("images.error", hasSize(2));
    }

    @Test
    void wrongRequests_areToldWhatIsWrong() throws IOException, InterruptedException {
        json("{\"images\": []}").statusCode(400).body("detail", containsString("no images"));
        json("{\"images\": [{}]}").statusCode(400).body("detail", equalTo("images[0].data is required"));
        json("{\"images\": [], \"threshold\": 1}")
                .statusCode(400)
                .body("detail", containsString("threshold is not known here"));
        json("null").statusCode(400).body("detail", containsString("must be a JSON object"));
        HttpResponse<String> cutShort = post(
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.png\"\r\n\r\nabc"
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(cutShort.statusCode()).isEqualTo(400);
        assertThat(cutShort.body()).contains("invalid-request", "breaks off");
        RequestSpecification parts = given();
        for (int i = 0; i < 1100; i++) {
            parts.multiPart("file", i + ".png", new byte[1]);
        }
        parts.post("/api/v1/predict").then().statusCode(413).body("detail", containsString("too many parts"));
        json("{").statusCode(400).body("code", equalTo("invalid-request"));
        given().multiPart("text", "no file")
                .post("/api/v1/predict")
                .then()
                .statusCode(400)
                .body("detail", containsString("no images"));
        given().multiPart("file", "a.png", TestSlide.image(1))
                .post("/api/v1/predict?model=test-model")
                .then()
                .statusCode(400)
                .body("detail", containsString("version"));
        json("{\"model\": {\"name\": \"x\", \"version\": \"9\"}, \"images\": [%s]}".formatted(image("a", 1)))
                .statusCode(404)
                .body("detail", equalTo("the model x/9 was never promoted here"));
    }

    @Test
    void tooLargeRequests_areRefused() throws IOException, InterruptedException {
        String many = IntStream.range(0, 257)
                .mapToObj(i -> "{\"data\": \"AAAA\"}")
                .collect(Collectors.joining(",", "{\"images\": [", "]}"));
        json(many).statusCode(413).body("code", equalTo("request-too-large"));
        HttpResponse<String> answer = post("application/json", new byte[(32 << 20) + 1]);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("request-too-large", "at most 33554432 bytes");
    }

    private static HttpResponse<String> post(String type, byte[] body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:%d/api/v1/predict".formatted(RestAssured.port)))
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** By a header alone: whoever sends so much hears why before the body is read. */
    @Test
    void bodyBeyondTheServersLimit_isRefusedAsAProblem() throws IOException {
        String head = """
                POST /api/v1/predict HTTP/1.1
                Host: localhost
                Content-Type: application/json
                Content-Length: 100000000

                """.replace("\n", "\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 413 ")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("\"code\":\"request-too-large\"", "at most 67108864 bytes");
        }
    }

    @Test
    void withoutALiveModel_itIsToBeAskedAgain() {
        client.retire();

        json("{\"images\": [%s]}".formatted(image("a", 1)))
                .statusCode(503)
                .header("Retry-After", "1")
                .body("code", equalTo("model-not-ready"));
    }

    @Test
    void explanation_isAPicture_ofAnImageOrOfARequestsPatch() throws IOException {
        Response explained =
                given().contentType("image/png").body(TestSlide.image(4)).post("/api/v1/explain?window=4&stride=2");
        assertThat(explained.statusCode()).isEqualTo(200);
        assertThat(explained.header("Cancernet-Window")).isEqualTo("4");
        assertThat(explained.header("Cancernet-Model")).isEqualTo("test-model/predict");
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(explained.asByteArray()));
        assertThat(picture.getWidth()).isGreaterThan(480);

        TestSlide slide = client.announced(TestSlide.stored(store, "explained", 3, 3));
        String request = client.request(slide);
        String patches = "/api/v1/scoring-requests/" + request + "/patches/";
        Response ofPatch = given().get(patches + slide.lines().get(1).patchId() + "/explanation?window=8");
        assertThat(ofPatch.statusCode()).isEqualTo(200);
        assertThat(ofPatch.contentType()).isEqualTo("image/png");
        assertThat(Double.parseDouble(ofPatch.header("Cancernet-Probability"))).isBetween(0.0, 1.0);

        given().get(patches + "0".repeat(32) + "/explanation")
                .then()
                .statusCode(404)
                .body("detail", containsString("has no patch"));
        given().contentType("image/png")
                .body(TestSlide.image(4))
                .post("/api/v1/explain?window=17")
                .then()
                .statusCode(400)
                .body("detail", equalTo("window must lie between 1 and 16 px: 17"));
        given().contentType("image/png")
                .body(new byte[] {1})
                .post("/api/v1/explain")
                .then()
                .statusCode(422);
        client.awaitFinished(request);
    }

    @Test
    void imagesUnlikeTheTrainingPatches_areFlagged_byRequestAndByQueue() {
        ColourSample noise = new ColourSample();
        for (int i = 0; i < 100; i++) {
            noise.add(Resize.NEAREST.apply(TestSlide.pixels(i), SIDE, SIDE));
        }
        client.promote(TestModels.stored(store, "colours", 12, SIDE, noise.statistics()));
        byte[] black = new PatchImageCodec().encodePng(new RgbImage(50, 50, new byte[50 * 50 * 3]));

        given().multiPart("file", "noise.png", TestSlide.image(1000))
                .multiPart("file", "black.png", black)
                .post("/api/v1/predict")
                .then()
                .statusCode(200)
                .body("images.outOfDistribution", equalTo(List.of(false, true)))
                .body("images.colourDistance", everyItem(notNullValue()));

        PatchId near = new PatchId(Hashes.identity("colours", "near"));
        PatchId far = new PatchId(Hashes.identity("colours", "far"));
        client.publish(inline(near, TestSlide.image(1001)), inline(far, black));
        assertThat(scored(near).outOfDistribution()).isFalse();
        PatchScored flagged = scored(far);
        assertThat(flagged.outOfDistribution()).isTrue();
        assertThat(flagged.colourDistance()).isGreaterThan(5);
        // Told again as it was stored.
        client.publish(inline(far, black));
        List<PatchScored> twice = scored(far, 2);
        assertThat(twice.get(1)).isEqualTo(flagged);
        given().get("/q/metrics").then().body(containsString("cancernet_patches_out_of_distribution_total"));
    }

    private static PatchQueued inline(PatchId patch, byte[] image) {
        return new PatchQueued(
                patch, null, null, null, null, null, null, Base64.getEncoder().encodeToString(image));
    }

    private PatchScored scored(PatchId patch) {
        return scored(patch, 1).get(0);
    }

    private List<PatchScored> scored(PatchId patch, int times) {
        return client.told(Topic.PATCHES_SCORED, PatchScored.class, patch.value(), times);
    }

    /** Scores of one image differ in the last digits with the size of its batch. */
    private static Matcher<Float> near(float expected) {
        return allOf(greaterThanOrEqualTo(expected - 1e-4f), lessThanOrEqualTo(expected + 1e-4f));
    }

    private static ValidatableResponse json(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/predict")
                .then();
    }

    private static String image(@Nullable String name, long seed) {
        String data = Base64.getEncoder().encodeToString(TestSlide.image(seed));
        return name == null
                ? "{\"data\": \"%s\"}".formatted(data)
                : "{\"name\": \"%s\", \"data\": \"%s\"}".formatted(name, data);
    }
}
