package io.cancernet.inference.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one input of a request. Its fields may come in any order, so the data are gathered as bytes before their type is
 * known: numbers as levels of 8 bits, texts as files in base64, each after its length.
 */
final class TensorReader {

    private static final int MOST_DIMENSIONS = 8;
    private static final int LEVELS = 256;
    private static final int FIRST_CAPACITY = 1 << 13;

    private final JsonParser json;
    private @Nullable String name;
    private @Nullable String datatype;
    private final List<Long> shape = new ArrayList<>();
    private byte[] data = new byte[FIRST_CAPACITY];
    private int size;
    private boolean hasData;
    private boolean numbers;
    private boolean texts;
    private @Nullable String misfit;
    private long binarySize = -1;

    private TensorReader(JsonParser json) {
        this.json = json;
    }

    /** Reads the input at whose start the parser stands. */
    static TensorReader read(JsonParser json) throws IOException {
        TensorReader reader = new TensorReader(json);
        reader.fields();
        return reader;
    }

    String name() {
        return String.valueOf(name);
    }

    /** The tensor, whose binary data begin at {@code from} of the body. */
    InputTensor tensor(byte[] body, int from) {
        if (!InputTensor.NAME.equals(name)) {
            throw InferRequestReader.refused("the model's input is named 'image'; got '%s'".formatted(name));
        }
        String type = datatype;
        if (type == null || !(type.equals(InputTensor.LEVELS) || type.equals(InputTensor.FILES))) {
            throw InferRequestReader.refused(
                    "the input 'image' has the datatype UINT8, or BYTES for image files; got %s".formatted(type));
        }
        if (binarySize >= 0) {
            return binary(type, body, from);
        }
        if (body.length > from) {
            throw InferRequestReader.refused(
                    "%d bytes follow the request, but its input 'image' has no binary_data_size"
                            .formatted(body.length - from));
        }
        requireData(type);
        return new InputTensor(type, shape, data, 0, size);
    }

    private InputTensor binary(String type, byte[] body, int from) {
        if (hasData) {
            throw InferRequestReader.refused("the input 'image' has both data and binary_data_size");
        }
        if (binarySize != body.length - from) {
            throw InferRequestReader.refused(
                    "binary_data_size of input 'image' is %d; %d bytes follow the request (is Inference-Header-Content-Length its length?)"
                            .formatted(binarySize, body.length - from));
        }
        return new InputTensor(type, shape, body, from, (int) binarySize);
    }

    private void requireData(String type) {
        if (!hasData) {
            throw InferRequestReader.refused("the input 'image' has neither data nor binary_data_size");
        }
        boolean files = type.equals(InputTensor.FILES);
        if (files ? numbers : texts) {
            throw InferRequestReader.refused(
                    files
                            ? "the data of a BYTES input 'image' are files in base64; got numbers"
                            : "the data of a UINT8 input 'image' are whole numbers; got texts");
        }
        if (misfit != null) {
            throw InferRequestReader.refused(misfit);
        }
    }

    private void fields() throws IOException {
        JsonFields.requireObject(json, "an input");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = JsonFields.text(json, "the name of an input");
                case "datatype" -> datatype = JsonFields.text(json, "the datatype of an input");
                case "shape" -> shape();
                case "parameters" -> parameters();
                case "data" -> data();
                default -> json.skipChildren();
            }
        }
    }

    private void shape() throws IOException {
        JsonFields.requireArray(json, "the shape of an input");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (shape.size() == MOST_DIMENSIONS) {
                throw InferRequestReader.refused(
                        "the shape of an input has more than %d dimensions".formatted(MOST_DIMENSIONS));
            }
            shape.add(JsonFields.whole(json, "each dimension of a shape"));
        }
    }

    private void parameters() throws IOException {
        JsonFields.requireObject(json, "parameters");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isSize = json.currentName().equals("binary_data_size");
            json.nextToken();
            if (isSize) {
                binarySize = JsonFields.whole(json, "binary_data_size");
            } else {
                json.skipChildren();
            }
        }
    }

    /** Flat or nested lists, in row-major order. */
    private void data() throws IOException {
        JsonFields.requireArray(json, "the data of an input");
        hasData = true;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.VALUE_NUMBER_INT) {
                level(json.getNumberType() == JsonParser.NumberType.INT ? json.getIntValue() : LEVELS);
            } else if (token == JsonToken.VALUE_STRING) {
                file();
            } else if (token == JsonToken.START_ARRAY) {
                depth++;
            } else if (token == JsonToken.END_ARRAY) {
                depth--;
            } else {
                throw InferRequestReader.refused("the data of an input hold %s: UINT8 holds whole numbers from 0 to 255"
                        .formatted(token == null ? "no end" : json.getText()));
            }
        }
    }

    private void level(int value) throws IOException {
        numbers = true;
        if ((value < 0 || value >= LEVELS) && misfit == null) {
            misfit = "the data of input 'image' hold %s: UINT8 holds whole numbers from 0 to 255"
                    .formatted(json.getText());
        }
        require(1);
        data[size++] = (byte) value;
    }

    private void file() throws IOException {
        texts = true;
        try {
            byte[] file = Base64.getDecoder().decode(json.getText());
            require(Integer.BYTES + file.length);
            ByteBuffer.wrap(data, size, Integer.BYTES + file.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(file.length)
                    .put(file);
            size += Integer.BYTES + file.length;
        } catch (IllegalArgumentException e) {
            misfit = "a text in the data of input 'image' is no base64";
        }
    }

    private void require(int more) {
        if (data.length - size < more) {
            data = Arrays.copyOf(data, Math.max(2 * data.length, Math.addExact(size, more)));
        }
    }
}
