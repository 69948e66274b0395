package io.cancernet.inference.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.RgbImage;
import io.cancernet.inference.protocol.InferRequest.RequestedOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferRequestReaderTest {

    private static final String LEVELS =
            IntStream.range(0, 24).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));

    @Test
    void flatData_areTheImages() {
        InferRequest request = json("""
                {"id": "42", "parameters": {"priority": 3, "nested": {"a": [1]}},
                 "inputs": [{"name": "image", "shape": [2, 2, 2, 3], "datatype": "UINT8", "data": %s}],
                 "outputs": [{"name": "probability"}, {"name": "decision", "parameters": {"binary_data": true}}]}""".formatted(LEVELS));

        assertThat(request.id()).isEqualTo("42");
        assertThat(request.outputs())
                .containsExactly(new RequestedOutput("probability", null), new RequestedOutput("decision", true));
        assertThat(request.binaryOutputs()).isFalse();
        assertThat(request.input().images(2, 2)).containsExactly(image(0), image(12));
    }

    @Test
    void nestedData_withTheirFieldsInAnotherOrder_areTheSame() {
        InferRequest request = json("""
                {"inputs": [{"data": [[[[0, 1, 2], [3, 4, 5]], [[6, 7, 8], [9, 10, 255]]]], "unknown": {},
                             "datatype": "UINT8", "shape": [1, 2, 2, 3], "name": "image"}], "id": null}""");

        assertThat(request.id()).isNull();
        assertThat(request.outputs()).isEmpty();
        assertThat(request.input().images(2, 2).get(0).pixels()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255);
    }

    @Test
    void binaryData_followTheJson() {
        byte[] body = body("""
                {"parameters": {"binary_data_output": true},
                 "inputs": [{"name": "image", "shape": [1, 2, 2, 3], "datatype": "UINT8",
                             "parameters": {"binary_data_size": 12}}]}""", image(30).pixels());

        InferRequest request = InferRequestReader.read(body, body.length - 12);

        assertThat(request.binaryOutputs()).isTrue();
        assertThat(request.input().images(2, 2)).containsExactly(image(30));
    }

    @Test
    void files_comeInBase64_orBinaryAfterTheirLengths() {
        byte[] first = {1, 2, 3};
        byte[] second = {(byte) 200};
        InferRequest asText = json("""
                {"inputs": [{"name": "image", "shape": [2], "datatype": "BYTES", "data": ["%s", "%s"]}]}""".formatted(
                Base64.getEncoder().encodeToString(first), Base64.getEncoder().encodeToString(second)));
        byte[] body = body("""
                {"inputs": [{"name": "image", "shape": [2, 1], "datatype": "BYTES",
                             "parameters": {"binary_data_size": 12}}]}""", new byte[] {3, 0, 0, 0, 1, 2, 3, 1, 0, 0, 0, (byte) 200});

        assertThat(asText.input().files()).containsExactly(first, second);
        assertThat(InferRequestReader.read(body, body.length - 12).input().files())
                .containsExactly(first, second);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                                     | must be a JSON object
            {"inputs": [{"name": "image", "data": [1,                              | breaks off
            {"inputs": []}                                                         | no inputs
            {"inputs": {}}                                                         | inputs must be a list
            {"inputs": [{"name": "x"}]}                                            | named 'image'; got 'x'
            {"inputs": [{"name": "image"}, {"name": "image2"}]}                    | one input, 'image'; got another, 'image2'
            {"inputs": [{"name": "image", "datatype": "FP32", "data": [0.5]}]}     | hold 0.5: UINT8 holds whole numbers
            {"inputs": [{"name": "image", "datatype": "FP32", "data": [5]}]}       | datatype UINT8, or BYTES for image files; got FP32
            {"inputs": [{"name": "image", "datatype": "UINT8", "shape": [1]}]}     | neither data nor binary_data_size
            {"inputs": [{"name": "image", "datatype": "UINT8", "data": [1, 256]}]} | hold 256: UINT8
            {"inputs": [{"name": "image", "datatype": "UINT8", "data": [-1]}]}     | hold -1: UINT8
            {"inputs": [{"name": "image", "datatype": "UINT8", "data": [4294967296]}]} | hold 4294967296: UINT8
            {"inputs": [{"name": "image", "datatype": "UINT8", "data": ["a"]}]}    | whole numbers; got texts
            {"inputs": [{"name": "image", "datatype": "BYTES", "data": [1]}]}      | files in base64; got numbers
            {"inputs": [{"name": "image", "datatype": "BYTES", "data": ["a!"]}]}   | no base64
            {"inputs": [{"name": "image", "shape": ["a"]}]}                        | each dimension of a shape must be a whole number
            {"inputs": [{"name": "image", "shape": [1,1,1,1,1,1,1,1,1]}]}          | more than 8 dimensions
            {"id": 5}                                                              | id must be a text
            {"outputs": [{}]}                                                      | has no name
            {"outputs": [{"name": "a", "parameters": {"binary_data": "yes"}}]}     | binary_data must be true or false: yes
            """)
    void wrongRequests_areToldWhatIsWrong(String request, String reason) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> json(request))
                .withMessageContaining(reason)
                .extracting(DomainException::code)
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UINT8 | [2,2,3]              | of the shape [-1,2,2,3] (or BYTES [-1] of PNG or JPEG files); got UINT8 [2, 2, 3]
            UINT8 | [2,3,2,3]            | of the shape [-1,2,2,3]
            UINT8 | [2,2,2,1]            | of the shape [-1,2,2,3]
            UINT8 | [1,2,2,3]            | needs 12 values; got 24 in all
            UINT8 | [3,2,2,3]            | needs 12 values; got 24 in all
            UINT8 | [9223372036854775807,2,2,3] | needs
            UINT8 | [0,2,2,3]            | holds no image
            UINT8 | [-1,2,2,3]           | holds no image
            """)
    void wrongShapes_areToldTheRightOne(String datatype, String shape, String reason) {
        InferRequest request = json("""
                {"inputs": [{"name": "image", "shape": %s, "datatype": "%s", "data": %s}]}""".formatted(shape, datatype, LEVELS));

        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> request.input().images(2, 2))
                .withMessageContaining(reason);
    }

    @Test
    void wrongBinaryData_areToldWhatIsWrong() {
        String json = """
                {"inputs": [{"name": "image", "shape": [1], "datatype": "BYTES", "parameters": {"binary_data_size": %d}}]}""";
        assertRefused(json.formatted(9), new byte[8], "binary_data_size of input 'image' is 9; 8 bytes follow");
        assertRefused("{\"inputs\": [{\"name\": \"image\", \"datatype\": \"BYTES\"}]}", new byte[8], "8 bytes follow");
        assertRefused(json.formatted(3), new byte[3], "break off");
        assertRefused(
                json.formatted(5), new byte[] {9, 0, 0, 0, 1}, "element 0 of input 'image' says it has 9 bytes; 1");
        assertRefused(json.formatted(4), new byte[] {-1, -1, -1, -1}, "says it has 4294967295 bytes");
        assertRefused(json.formatted(8), new byte[8], "needs 1 elements; got 2");
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> InferRequestReader.read(new byte[3], 4))
                .withMessageContaining("Inference-Header-Content-Length is 4, the body has 3 bytes");
    }

    private static void assertRefused(String json, byte[] data, String reason) {
        byte[] body = body(json, data);
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> InferRequestReader.read(body, body.length - data.length)
                        .input()
                        .files())
                .withMessageContaining(reason);
    }

    private static InferRequest json(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return InferRequestReader.read(body, body.length);
    }

    private static byte[] body(String json, byte[] data) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOf(text, text.length + data.length);
        System.arraycopy(data, 0, body, text.length, data.length);
        return body;
    }

    /** 2x2 pixels of rising levels. */
    private static RgbImage image(int first) {
        byte[] pixels = new byte[12];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (first + i);
        }
        return new RgbImage(2, 2, pixels);
    }
}
