package io.cancernet.common.rest;

import io.cancernet.common.id.DatasetVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** What the OpenAPI of every service says alike: how operations refuse and are named, and how ids stand in JSON. */
public final class ApiDescription implements OASFilter {

    private static final String SCHEMA = "Problem";
    private static final String ANY_OTHER = "default";
    private static final int FIRST_REFUSAL = 400;
    private static final String LICENCE = "Apache-2.0";

    @Override
    public Operation filterOperation(Operation operation) {
        APIResponses answers = operation.getResponses();
        Map<String, APIResponse> known = answers.getAPIResponses();
        known.forEach((status, answer) -> {
            if (isRefusal(status) && answer.getContent() == null) {
                answer.setContent(problem());
            }
        });
        if (!known.containsKey(ANY_OTHER)) {
            answers.addAPIResponse(
                    ANY_OTHER,
                    OASFactory.createAPIResponse()
                            .description("refused or failed: code and type are stable, detail says what to do")
                            .content(problem()));
        }
        return operation;
    }

    /** A parameter that may be repeated has lists as examples. */
    @Override
    public Parameter filterParameter(Parameter parameter) {
        Schema schema = parameter.getSchema();
        if (schema != null
                && schema.getType() != null
                && schema.getType().contains(SchemaType.ARRAY)
                && parameter.getExample() instanceof String one) {
            parameter.setExample(List.of(one));
        }
        return parameter;
    }

    @Override
    public void filterOpenAPI(OpenAPI description) {
        description
                .getInfo()
                .setLicense(OASFactory.createLicense().name(LICENCE).identifier(LICENCE));
        Components components = description.getComponents();
        Map.copyOf(components.getSchemas())
                .forEach((name, schema) -> value(name, schema).ifPresent(value -> components.addSchema(name, value)));
        components.addSchema(SCHEMA, schema());
        description.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> operation.setOperationId(id(method.name(), path))));
    }

    /** Ids and units, which are records of one value, and versions of datasets stand in JSON as a string or number. */
    private static Optional<Schema> value(String name, Schema schema) {
        if (name.equals(DatasetVersion.class.getSimpleName())) {
            return Optional.of(text("name and version, such as idc/1"));
        }
        Map<String, Schema> properties = schema.getProperties();
        return properties != null && properties.keySet().equals(Set.of("value"))
                ? Optional.ofNullable(properties.get("value"))
                : Optional.empty();
    }

    /** Names an operation for clients that are generated: {@code getRunsById}. */
    private static String id(String method, String path) {
        StringBuilder id = new StringBuilder(method.toLowerCase(Locale.ROOT));
        for (String part : path.replaceFirst("^/api/v1", "").split("[^A-Za-z0-9{]+", -1)) {
            String word = part.replace("{", "");
            if (!word.isEmpty()) {
                id.append(part.startsWith("{") ? "By" : "")
                        .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(word.substring(1));
            }
        }
        return id.toString();
    }

    private static boolean isRefusal(String status) {
        return status.chars().allMatch(Character::isDigit) && Integer.parseInt(status) >= FIRST_REFUSAL;
    }

    private static Content problem() {
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(SCHEMA)));
    }

    private static Schema schema() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("RFC 9457 problem details")
                .required(List.of("type", "title", "status", "detail", "code"))
                .addProperty("type", text("stable; programs may branch on it"))
                .addProperty("title", text("the code in words"))
                .addProperty(
                        "status",
                        OASFactory.createSchema().addType(SchemaType.INTEGER).description("the HTTP status"))
                .addProperty("detail", text("what was wrong, and what to do"))
                .addProperty("code", text("stable, as in events and dead letters; the last part of type"));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
