package io.cancernet.inference.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.colour.ColourDistance;
import io.cancernet.common.colour.ColourSample;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.json.Json;
import io.cancernet.inference.model.LiveFakes;
import io.cancernet.inference.predict.InteractiveModels;
import io.cancernet.inference.scoring.MicroBatcher;
import io.cancernet.inference.testing.FakeModel;
import io.cancernet.inference.testing.TestPredictConfig;
import io.cancernet.inference.testing.TestScoringConfig;
import io.cancernet.inference.testing.TestSlide;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InferTest {

    private static final String NAME = "test-model";

    private final FakeModel model = new FakeModel(new ModelVersion(NAME, "1"));
    private final LiveFakes fakes = new LiveFakes(model, new FakeModel(new ModelVersion(NAME, "2")));
    private final MicroBatcher network = new MicroBatcher(TestScoringConfig.SMALL);
    private final ServedModels served =
            new ServedModels(fakes.live(), fakes.loaded(), fakes.catalogue(), fakes.promotions());
    private final Infer infer = new Infer(
            new InteractiveModels(fakes.live(), fakes.loaded(), network, TestPredictConfig.ROOMY),
            served,
            TestPredictConfig.ROOMY);

    @AfterEach
    void stop() {
        network.close();
    }

    @Test
    void withoutOutputsNamed_allAreAnsweredAsJson() throws IOException {
        InferAnswer answer = infer(null, """
                {"id": "42", "inputs": [{"name": "image", "shape": [2, 50, 50, 3], "datatype": "UINT8",
                                         "parameters": {"binary_data_size": 15000}}]}""", levels(1, 2));

        JsonNode json = Json.mapper().readTree(answer.body());
        assertThat(answer.binary()).isFalse();
        assertThat(json.path("id").asText()).isEqualTo("42");
        assertThat(json.path("model_name").asText()).isEqualTo(NAME);
        assertThat(json.path("model_version").asText()).isEqualTo("1");
        assertThat(json.path("parameters").path("notice").asText()).contains("not a diagnosis");
        assertThat(json.path("outputs")).hasSize(3);
        JsonNode probability = json.path("outputs").path(0);
        assertThat(probability.path("name").asText()).isEqualTo("probability");
        assertThat(probability.path("datatype").asText()).isEqualTo("FP32");
        assertThat(probability.path("shape").toString()).isEqualTo("[2,1]");
        assertThat(probability.path("data").path(0).floatValue()).isEqualTo(expected(1));
        assertThat(probability.path("data").path(1).floatValue()).isEqualTo(expected(2));
        JsonNode decision = json.path("outputs").path(1);
        assertThat(decision.path("datatype").asText()).isEqualTo("BOOL");
        assertThat(decision.path("data").path(0).booleanValue()).isEqualTo(expected(1) >= FakeModel.THRESHOLD);
        assertThat(json.path("outputs").path(2).path("name").asText()).isEqualTo("out_of_distribution");
    }

    @Test
    void binaryOutputs_followInTheOrderAskedFor() throws IOException {
        InferAnswer answer = infer("2", """
                {"parameters": {"binary_data_output": true},
                 "inputs": [{"name": "image", "shape": [2, 50, 50, 3], "datatype": "UINT8",
                             "parameters": {"binary_data_size": 15000}}],
                 "outputs": [{"name": "decision"}, {"name": "probability"},
                             {"name": "out_of_distribution", "parameters": {"binary_data": false}}]}""", levels(3, 4));

        assertThat(answer.binary()).isTrue();
        JsonNode json = Json.mapper().readTree(answer.body(), 0, answer.jsonLength());
        assertThat(json.has("id")).isFalse();
        assertThat(json.path("model_version").asText()).isEqualTo("2");
        assertThat(json.path("outputs")
                        .path(0)
                        .path("parameters")
                        .path("binary_data_size")
                        .intValue())
                .isEqualTo(2);
        assertThat(json.path("outputs")
                        .path(1)
                        .path("parameters")
                        .path("binary_data_size")
                        .intValue())
                .isEqualTo(8);
        assertThat(json.path("outputs").path(1).has("data")).isFalse();
        assertThat(json.path("outputs").path(2).path("data").toString()).isEqualTo("[false,false]");
        ByteBuffer data = ByteBuffer.wrap(Arrays.copyOfRange(answer.body(), answer.jsonLength(), answer.body().length))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(data.remaining()).isEqualTo(10);
        assertThat(data.get() == 1).isEqualTo(expected(3) >= FakeModel.THRESHOLD);
        assertThat(data.get() == 1).isEqualTo(expected(4) >= FakeModel.THRESHOLD);
        assertThat(data.getFloat()).isEqualTo(expected(3));
        assertThat(data.getFloat()).isEqualTo(expected(4));
    }

    @Test
    void imageFiles_areDecodedAndFlagged() throws IOException {
        ColourSample black = new ColourSample();
        black.add(new RgbImage(1, 1, new byte[3]));
        model.trainedOn(new ColourDistance(black.statistics()));
        InferAnswer answer =
                infer(null, """
                {"inputs": [{"name": "image", "shape": [1], "datatype": "BYTES", "data": ["%s"]}],
                 "outputs": [{"name": "probability"}, {"name": "out_of_distribution"}]}""".formatted(Base64.getEncoder().encodeToString(TestSlide.image(7))), new byte[0]);

        JsonNode json = Json.mapper().readTree(answer.body());
        assertThat(json.path("outputs").path(0).path("data").path(0).floatValue())
                .isEqualTo(expected(7));
        assertThat(json.path("outputs").path(1).path("data").path(0).booleanValue())
                .isTrue();
    }

    @Test
    void refusals_sayWhatIsWrong() {
        String image =
                "\"inputs\": [{\"name\": \"image\", \"shape\": [%d], \"datatype\": \"BYTES\", \"data\": [\"AAAA\"]}]";
        assertRefused(ErrorCode.UNDECODABLE_IMAGE, "neither PNG nor JPEG", NAME, "{" + image.formatted(1) + "}");
        assertRefused(ErrorCode.REQUEST_TOO_LARGE, "at most 100", NAME, "{" + image.formatted(101) + "}");
        assertRefused(
                ErrorCode.INVALID_REQUEST,
                "no output 'x'; its outputs are probability, decision, out_of_distribution",
                NAME,
                "{" + image.formatted(1) + ", \"outputs\": [{\"name\": \"x\"}]}");
        assertRefused(ErrorCode.NOT_FOUND, "the live model is test-model/1", "other", "{" + image.formatted(1) + "}");
        fakes.promote(null);
        assertRefused(ErrorCode.MODEL_NOT_READY, "promote one", NAME, "{" + image.formatted(1) + "}");
    }

    @Test
    void metadata_areTheModels() {
        ServedModels.Metadata metadata = served.metadata(NAME, null);

        assertThat(metadata.versions()).containsExactly("1", "2");
        assertThat(metadata.inputs()).singleElement().satisfies(input -> {
            assertThat(input.name()).isEqualTo("image");
            assertThat(input.datatype()).isEqualTo("UINT8");
            assertThat(input.shape()).containsExactly(-1L, 50L, 50L, 3L);
        });
        assertThat(metadata.outputs())
                .extracting(ServedModels.Tensor::name)
                .containsExactly("probability", "decision", "out_of_distribution");
    }

    @Test
    void readiness_isThatOfTheModel() {
        assertThat(served.ready()).isTrue();
        assertThat(served.ready(NAME, null)).isTrue();
        assertThat(served.ready(NAME, "2")).isTrue();
        fakes.load("3");
        assertThat(served.ready(NAME, "1")).as("two fit in memory").isFalse();
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> served.ready(NAME, "9"))
                .withMessageContaining("never promoted");
        fakes.promote(null);
        assertThat(served.ready()).isFalse();
    }

    @Test
    void index_listsAllVersions_andThoseInMemory() {
        fakes.load("3");

        assertThat(served.index(false))
                .extracting(ServedModels.Listed::version, ServedModels.Listed::state)
                .containsExactly(tuple("1", "UNAVAILABLE"), tuple("2", "READY"), tuple("3", "READY"));
        assertThat(served.index(true)).extracting(ServedModels.Listed::version).containsExactly("2", "3");
    }

    private void assertRefused(ErrorCode code, String reason, String name, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> infer.infer(name, null, body, body.length))
                .withMessageContaining(reason)
                .extracting(DomainException::code)
                .isEqualTo(code);
    }

    private InferAnswer infer(@Nullable String version, String json, byte[] data) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json.getBytes(StandardCharsets.UTF_8));
        int length = body.size();
        body.writeBytes(data);
        return infer.infer(NAME, version, body.toByteArray(), length);
    }

    private static byte[] levels(int... seeds) {
        ByteArrayOutputStream levels = new ByteArrayOutputStream();
        for (int each : seeds) {
            levels.writeBytes(TestSlide.pixels(each).pixels());
        }
        return levels.toByteArray();
    }

    private static float expected(int seed) {
        return FakeModel.probability(TestSlide.pixels(seed));
    }
}
