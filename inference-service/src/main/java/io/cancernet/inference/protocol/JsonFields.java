package io.cancernet.inference.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads values where the parser stands, refusing what is of another kind. */
final class JsonFields {

    private JsonFields() {}

    static void requireArray(JsonParser json, String what) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw InferRequestReader.refused("%s must be a list".formatted(what));
        }
    }

    static void requireObject(JsonParser json, String what) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw InferRequestReader.refused("%s must be a JSON object".formatted(what));
        }
    }

    static String text(JsonParser json, String what) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw InferRequestReader.refused("%s must be a text".formatted(what));
        }
        return json.getText();
    }

    static long whole(JsonParser json, String what) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw InferRequestReader.refused("%s must be a whole number: %s".formatted(what, json.getText()));
        }
        return json.getLongValue();
    }

    /** One flag of the parameters at which the parser stands; the others are passed over. */
    static @Nullable Boolean flag(JsonParser json, String name) throws IOException {
        Boolean flag = null;
        requireObject(json, "parameters");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean asked = json.currentName().equals(name);
            JsonToken value = json.nextToken();
            if (!asked) {
                json.skipChildren();
            } else if (value == JsonToken.VALUE_TRUE || value == JsonToken.VALUE_FALSE) {
                flag = value == JsonToken.VALUE_TRUE;
            } else {
                throw InferRequestReader.refused("%s must be true or false: %s".formatted(name, json.getText()));
            }
        }
        return flag;
    }
}
