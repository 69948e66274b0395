package io.cancernet.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A JSON schema of the folder schemas. */
public final class JsonSchemas {

    private final JsonSchema schema;

    private JsonSchemas(JsonSchema schema) {
        this.schema = schema;
    }

    public static JsonSchemas load(String name) throws IOException {
        try (InputStream in = JsonSchemas.class.getResourceAsStream("/schemas/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no schema " + name);
            }
            return new JsonSchemas(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in));
        }
    }

    /** What is wrong with a document; nothing for a valid one. */
    public List<String> faults(JsonNode document) {
        return schema.validate(document).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
