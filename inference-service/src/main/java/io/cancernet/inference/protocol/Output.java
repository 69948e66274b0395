package io.cancernet.inference.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The output tensors of every model, of the shape (images, 1). */
enum Output {
    /** Calibrated probability of disease. */
    PROBABILITY("FP32", Float.BYTES) {
        @Override
        void json(JsonGenerator json, ScoredTensor row) throws IOException {
            json.writeNumber((float) row.prediction().probability());
        }

        @Override
        void binary(ByteBuffer data, ScoredTensor row) {
            data.putFloat((float) row.prediction().probability());
        }
    },
    /** Whether the probability reaches the model's threshold. */
    DECISION("BOOL", 1) {
        @Override
        void json(JsonGenerator json, ScoredTensor row) throws IOException {
            json.writeBoolean(row.prediction().positive());
        }

        @Override
        void binary(ByteBuffer data, ScoredTensor row) {
            data.put((byte) (row.prediction().positive() ? 1 : 0));
        }
    },
    /** Whether the colours are unlike the training patches'; false also when the model does not know these. */
    OUT_OF_DISTRIBUTION("BOOL", 1) {
        @Override
        void json(JsonGenerator json, ScoredTensor row) throws IOException {
            json.writeBoolean(row.outOfDistribution());
        }

        @Override
        void binary(ByteBuffer data, ScoredTensor row) {
            data.put((byte) (row.outOfDistribution() ? 1 : 0));
        }
    };

    private final String datatype;
    private final int bytes;

    Output(String datatype, int bytes) {
        this.datatype = datatype;
        this.bytes = bytes;
    }

    abstract void json(JsonGenerator json, ScoredTensor row) throws IOException;

    abstract void binary(ByteBuffer data, ScoredTensor row);

    String tensorName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String datatype() {
        return datatype;
    }

    /** Bytes of an element. */
    int bytes() {
        return bytes;
    }

    /** The output of a name. @throws DomainException when there is none */
    static Output of(String name) {
        return Stream.of(values())
                .filter(each -> each.tensorName().equals(name))
                .findFirst()
                .orElseThrow(() -> new DomainException(
                        ErrorCode.INVALID_REQUEST,
                        "the model has no output '%s'; its outputs are %s".formatted(name, names())));
    }

    private static String names() {
        return List.of(values()).stream().map(Output::tensorName).collect(Collectors.joining(", "));
    }
}
