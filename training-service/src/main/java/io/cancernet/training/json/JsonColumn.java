package io.cancernet.training.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.cancernet.common.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Values as they are kept in {@code jsonb} columns, in the common dialect. */
public final class JsonColumn {

    private JsonColumn() {}

    public static String write(Object value) {
        return Json.text(value);
    }

    public static <T> T read(String json, Class<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a column holds no " + type.getSimpleName(), new IOException(e));
        }
    }

    /** Reads a value of a generic type. */
    public static <T> T read(String json, TypeReference<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a column holds no " + type.getType(), new IOException(e));
        }
    }

    public static Map<String, Object> readMap(String json) {
        try {
            return Json.mapper().readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a column holds no JSON object", new IOException(e));
        }
    }
}
