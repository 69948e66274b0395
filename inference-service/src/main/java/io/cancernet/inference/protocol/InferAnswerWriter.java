package io.cancernet.inference.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.inference.protocol.InferRequest.RequestedOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the answer to an inference request. */
final class InferAnswerWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private final @Nullable String id;
    private final List<Wanted> wanted;

    /** An output in the answer. */
    private record Wanted(Output output, boolean binary) {}

    /**
     * Prepares the answer.
     *
     * @throws io.cancernet.common.error.DomainException when an output is asked for that there is not
     */
    InferAnswerWriter(InferRequest request) {
        this.id = request.id();
        this.wanted = wanted(request);
    }

    private static List<Wanted> wanted(InferRequest request) {
        List<RequestedOutput> asked = request.outputs();
        if (asked.isEmpty()) {
            return Stream.of(Output.values())
                    .map(each -> new Wanted(each, request.binaryOutputs()))
                    .toList();
        }
        List<Wanted> wanted = new ArrayList<>();
        for (RequestedOutput each : asked) {
            wanted.add(new Wanted(
                    Output.of(each.name()), each.binary() == null ? request.binaryOutputs() : each.binary()));
        }
        return wanted;
    }

    InferAnswer write(ModelVersion model, List<ScoredTensor> rows) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            if (id != null) {
                json.writeStringField("id", id);
            }
            json.writeStringField("model_name", model.name());
            json.writeStringField("model_version", model.version());
            json.writeObjectFieldStart("parameters");
            json.writeStringField("notice", ModelSpec.RESEARCH_USE_ONLY);
            json.writeEndObject();
            json.writeArrayFieldStart("outputs");
            for (Wanted each : wanted) {
                write(json, each, rows);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        int jsonLength = body.size();
        wanted.stream().filter(Wanted::binary).forEach(each -> body.writeBytes(binary(each.output(), rows)));
        return new InferAnswer(body.toByteArray(), jsonLength);
    }

    private static void write(JsonGenerator json, Wanted wanted, List<ScoredTensor> rows) throws IOException {
        Output output = wanted.output();
        json.writeStartObject();
        json.writeStringField("name", output.tensorName());
        json.writeStringField("datatype", output.datatype());
        json.writeArrayFieldStart("shape");
        json.writeNumber(rows.size());
        json.writeNumber(1);
        json.writeEndArray();
        if (wanted.binary()) {
            json.writeObjectFieldStart("parameters");
            json.writeNumberField("binary_data_size", rows.size() * output.bytes());
            json.writeEndObject();
        } else {
            json.writeArrayFieldStart("data");
            for (ScoredTensor each : rows) {
                output.json(json, each);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static byte[] binary(Output output, List<ScoredTensor> rows) {
        ByteBuffer data = ByteBuffer.allocate(rows.size() * output.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        rows.forEach(each -> output.binary(data, each));
        return data.array();
    }
}
