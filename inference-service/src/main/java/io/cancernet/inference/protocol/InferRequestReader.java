package io.cancernet.inference.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.inference.protocol.InferRequest.RequestedOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an inference request token by token: a tensor of thousands of numbers never becomes objects. What is not known
 * here, such as other parameters, is passed over, as the protocol's extensions demand.
 */
final class InferRequestReader {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser json;
    private final byte[] body;
    private final int headerLength;

    private @Nullable String id;
    private @Nullable TensorReader input;
    private final List<RequestedOutput> outputs = new ArrayList<>();
    private boolean binaryOutputs;

    private InferRequestReader(JsonParser json, byte[] body, int headerLength) {
        this.json = json;
        this.body = body;
        this.headerLength = headerLength;
    }

    /**
     * Reads a request.
     *
     * @param headerLength bytes of JSON at the start of the body; binary tensor data follow
     * @throws DomainException saying what is wrong with it
     */
    static InferRequest read(byte[] body, int headerLength) {
        if (headerLength < 0 || headerLength > body.length) {
            throw refused("Inference-Header-Content-Length is %d, the body has %d bytes"
                    .formatted(headerLength, body.length));
        }
        try (JsonParser json = JSON.createParser(body, 0, headerLength)) {
            return new InferRequestReader(json, body, headerLength).request();
        } catch (JsonParseException e) {
            throw refused("the request is no JSON: it breaks off or is malformed at line %d, column %d"
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        } catch (IOException e) {
            throw refused("the request cannot be read: " + e.getMessage());
        }
    }

    private InferRequest request() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw refused("the body must be a JSON object: {\"inputs\": [...]}");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "id" -> id = json.currentToken() == JsonToken.VALUE_NULL ? null : JsonFields.text(json, "id");
                case "inputs" -> inputs();
                case "outputs" -> outputs();
                case "parameters" -> binaryOutputs = Boolean.TRUE.equals(JsonFields.flag(json, "binary_data_output"));
                default -> json.skipChildren();
            }
        }
        if (input == null) {
            throw refused("the request has no inputs: send one named 'image'");
        }
        return new InferRequest(id, input.tensor(body, headerLength), outputs, binaryOutputs);
    }

    private void inputs() throws IOException {
        JsonFields.requireArray(json, "inputs");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            TensorReader read = TensorReader.read(json);
            if (input != null) {
                throw refused("the model takes one input, 'image'; got another, '%s'".formatted(read.name()));
            }
            input = read;
        }
    }

    private void outputs() throws IOException {
        JsonFields.requireArray(json, "outputs");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            outputs.add(output());
        }
    }

    private RequestedOutput output() throws IOException {
        JsonFields.requireObject(json, "an output");
        String name = null;
        Boolean binary = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = JsonFields.text(json, "the name of an output");
                case "parameters" -> binary = JsonFields.flag(json, "binary_data");
                default -> json.skipChildren();
            }
        }
        if (name == null) {
            throw refused("an output in the request has no name");
        }
        return new RequestedOutput(name, binary);
    }

    static DomainException refused(String what) {
        return new DomainException(ErrorCode.INVALID_REQUEST, what);
    }
}
