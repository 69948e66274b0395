package io.cancernet.common.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.json.Json;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The AsyncAPI description of all topics, made from the event records, their javadoc and their golden JSON. */
final class EventContract {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final String HEADERS = "CloudEventHeaders";
    private static final Map<Class<?>, String> NUMBERS = Map.of(
            int.class,
            "integer",
            Integer.class,
            "integer",
            long.class,
            "integer",
            Long.class,
            "integer",
            double.class,
            "number",
            Double.class,
            "number",
            boolean.class,
            "boolean",
            Boolean.class,
            "boolean");

    private final ObjectNode document = Json.mapper().createObjectNode();
    private final ObjectNode schemas = Json.mapper().createObjectNode();
    private final ObjectNode messages = Json.mapper().createObjectNode();

    private EventContract() {}

    static JsonNode describe(List<Event> examples) throws IOException {
        return new EventContract().all(examples);
    }

    private JsonNode all(List<Event> examples) throws IOException {
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "CancerNet events")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "CloudEvents 1.0 over Kafka, binary content mode, JSON data. Delivery is at least once: the same"
                                + " happening has the same ce_id however often it is told. A field that is not required"
                                + " may be absent; unknown fields are to be ignored. What a consumer cannot use goes to"
                                + " <topic>.failed with its key, bytes and headers. Research use only, not a diagnosis.")
                .putObject("license")
                .put("name", "Apache-2.0");
        document.put("defaultContentType", "application/json");
        headers();
        ObjectNode channels = document.putObject("channels");
        for (Topic topic : Topic.values()) {
            Event example = examples.stream()
                    .filter(each -> each.topic() == toldBy(topic))
                    .findFirst()
                    .orElseThrow();
            channels.set(shortName(topic), channel(topic, example));
            message(example);
        }
        ObjectNode components = document.putObject("components");
        components.set("messages", messages);
        components.set("schemas", schemas);
        return document;
    }

    /** The topic whose event it holds too. */
    private static Topic toldBy(Topic topic) {
        return topic == Topic.PATCHES_URGENT ? Topic.PATCHES_QUEUED : topic;
    }

    private static String shortName(Topic topic) {
        return topic.topicName().replaceFirst("^cancernet\\.", "").replaceFirst("\\.v[0-9]+$", "");
    }

    private ObjectNode channel(Topic topic, Event event) {
        String name = event.getClass().getSimpleName();
        ObjectNode channel = object().put("address", topic.topicName());
        channel.putObject("messages").putObject(name).put("$ref", "#/components/messages/" + name);
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka").put("partitions", topic.partitions());
        ObjectNode configuration = kafka.putObject("topicConfiguration");
        configuration.putArray("cleanup.policy").add(topic.compacted() ? "compact" : "delete");
        if (!topic.compacted()) {
            configuration.put("retention.ms", topic.retention().toMillis());
        }
        kafka.put("bindingVersion", "0.5.0");
        return channel;
    }

    private void headers() {
        ObjectNode headers = schemas.putObject(HEADERS).put("type", "object");
        required(headers, List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "content-type"));
        ObjectNode properties = headers.putObject("properties");
        properties.putObject("ce_specversion").put("type", "string").put("const", "1.0");
        properties.putObject("ce_id").put("type", "string");
        properties.putObject("ce_source").put("type", "string").put("format", "uri-reference");
        properties.putObject("ce_type").put("type", "string");
        properties.putObject("ce_time").put("type", "string").put("format", "date-time");
        properties.putObject("content-type").put("type", "string").put("const", "application/json");
    }

    private void message(Event example) throws IOException {
        Class<?> type = example.getClass();
        ObjectNode message = messages.putObject(type.getSimpleName());
        message.put("name", type.getSimpleName());
        message.put("summary", RecordDocs.of(type).summary());
        ArrayNode headers = message.putObject("headers").putArray("allOf");
        headers.addObject().put("$ref", SCHEMAS + HEADERS);
        ArrayNode types = headers.addObject()
                .put("type", "object")
                .putObject("properties")
                .putObject("ce_type")
                .putArray("enum");
        types(example).forEach(types::add);
        message.set("payload", reference(type));
        message.putObject("bindings")
                .putObject("kafka")
                .put("bindingVersion", "0.5.0")
                .putObject("key")
                .put("type", "string");
        message.putArray("examples").addObject().set("payload", Json.mapper().valueToTree(example));
    }

    private static Stream<String> types(Event example) {
        return example instanceof RunChanged
                ? Stream.of(RunChanged.Change.values()).map(change -> "io.cancernet.runs." + change.slug() + ".v1")
                : Stream.of(example.type());
    }

    private ObjectNode reference(Class<?> type) throws IOException {
        String name = type.getSimpleName();
        if (!schemas.has(name)) {
            ObjectNode schema = schemas.putObject(name);
            schema.setAll(schema(type));
        }
        return object().put("$ref", SCHEMAS + name);
    }

    private ObjectNode schema(Class<?> type) throws IOException {
        RecordDocs docs = RecordDocs.of(type);
        ObjectNode schema = object().put("type", "object").put("description", docs.text());
        required(
                schema,
                Stream.of(type.getRecordComponents())
                        .filter(each -> !each.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .map(RecordComponent::getName)
                        .toList());
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent each : type.getRecordComponents()) {
            ObjectNode property = value(each.getGenericType());
            docs.component(each.getName()).ifPresent(text -> property.put("description", text));
            properties.set(each.getName(), property);
        }
        for (Method each : type.getDeclaredMethods()) {
            if (each.isAnnotationPresent(JsonProperty.class) && each.getParameterCount() == 0) {
                properties.set(each.getName(), value(each.getGenericReturnType()));
            }
        }
        return schema;
    }

    private ObjectNode value(Type type) throws IOException {
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            return object().put("type", "object");
        }
        if (type instanceof ParameterizedType list) {
            ObjectNode array = object().put("type", "array");
            array.set("items", value(list.getActualTypeArguments()[0]));
            return array;
        }
        Class<?> plain = (Class<?>) type;
        if (NUMBERS.containsKey(plain)) {
            return object().put("type", NUMBERS.get(plain));
        }
        if (plain == String.class) {
            return object().put("type", "string");
        }
        if (plain == Instant.class) {
            return object().put("type", "string").put("format", "date-time");
        }
        if (plain == URI.class) {
            return object().put("type", "string").put("format", "uri");
        }
        if (plain.isEnum()) {
            ObjectNode text = object().put("type", "string");
            ArrayNode constants = text.putArray("enum");
            Stream.of(plain.getEnumConstants())
                    .forEach(each -> constants.add(Json.mapper().convertValue(each, String.class)));
            return text;
        }
        for (Method each : plain.getDeclaredMethods()) {
            if (each.isAnnotationPresent(JsonValue.class)) {
                return value(each.getGenericReturnType()).put("title", plain.getSimpleName());
            }
        }
        return reference(plain);
    }

    private static void required(ObjectNode schema, List<String> names) {
        ArrayNode required = schema.putArray("required");
        names.forEach(required::add);
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}
