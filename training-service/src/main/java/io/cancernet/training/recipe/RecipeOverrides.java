package io.cancernet.training.recipe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.json.Json;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads recipes strictly: a misspelt field must not train something other than what was asked for. */
final class RecipeOverrides {

    /** Fields whose members are free for the network to judge. */
    private static final String OPTIONS = "network.options";

    private static final ObjectMapper STRICT = Json.configure(JsonMapper.builder()
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            // A field that may be absent is a known field all the same.
            .setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);

    private RecipeOverrides() {}

    static Recipe apply(Recipe recipe, Map<String, ?> overrides) {
        ObjectNode tree = STRICT.valueToTree(recipe);
        overrides.forEach((path, value) -> set(tree, "", path, STRICT.valueToTree(value)));
        return read(tree);
    }

    static Recipe read(JsonNode tree) {
        try {
            return STRICT.treeToValue(tree, Recipe.class);
        } catch (JsonMappingException e) {
            throw refusal(e);
        } catch (JsonProcessingException e) {
            throw new InvalidRecipeException("(all)", e.getOriginalMessage());
        }
    }

    private static void set(ObjectNode node, String parents, String path, JsonNode value) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        String full = parents.isEmpty() ? name : parents + "." + name;
        JsonNode current = node.get(name);
        if (current == null && !parents.equals(OPTIONS)) {
            throw new InvalidRecipeException(full, "there is no such field; there is " + names(node));
        }
        if (dot >= 0) {
            set(object(full, current), full, path.substring(dot + 1), value);
        } else if (value.isObject() && current != null && current.isObject()) {
            value.properties().forEach(entry -> set((ObjectNode) current, full, entry.getKey(), entry.getValue()));
        } else {
            node.set(name, value);
        }
    }

    private static ObjectNode object(String full, @Nullable JsonNode current) {
        if (current instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidRecipeException(full, "it has no fields of its own");
    }

    private static String names(ObjectNode node) {
        return node.properties().stream().map(Map.Entry::getKey).collect(Collectors.joining(", "));
    }

    private static InvalidRecipeException refusal(JsonMappingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidRecipeException refusal) {
                return refusal;
            }
        }
        String field = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .collect(Collectors.joining("."));
        return new InvalidRecipeException(field, e.getOriginalMessage());
    }
}
