package io.cancernet.dataset.annotation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The regions of a GeoJSON file as QuPath writes it (RFC 7946, but in pixels of level 0): a collection of features, an
 * array of them, one feature, or a bare geometry. Features without an area, such as points, are passed over. Read
 * feature by feature, so that memory holds the regions and not the text's tree.
 */
final class GeoJsonRegions {

    /** Reads a value in the middle of the text. */
    private static final ObjectReader VALUES =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final List<Region> regions = new ArrayList<>();
    private int features;

    private GeoJsonRegions() {}

    /** @throws DomainException {@code annotations-invalid}, naming the feature at fault by its place in the file */
    static List<Region> read(byte[] geoJson) {
        GeoJsonRegions reading = new GeoJsonRegions();
        try (JsonParser parser = VALUES.createParser(geoJson)) {
            reading.root(parser);
        } catch (JsonProcessingException e) {
            // Its message may quote the file, its place never does.
            throw new DomainException(
                    ErrorCode.ANNOTATIONS_INVALID,
                    "the annotations are no JSON: they break at line %d, column %d; export them from QuPath as GeoJSON"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
                    e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
        return reading.regions;
    }

    private void root(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_ARRAY) {
            features(parser);
        } else if (first == JsonToken.START_OBJECT) {
            object(parser);
        } else {
            throw noGeoJson();
        }
    }

    private void object(JsonParser parser) throws IOException {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        boolean collection = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("features") && value == JsonToken.START_ARRAY) {
                collection = true;
                features(parser);
            } else {
                rest.set(name, VALUES.<JsonNode>readTree(parser));
            }
        }
        if (!collection) {
            if (!rest.has("type")) {
                throw noGeoJson();
            }
            feature(rest);
        }
    }

    private void features(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            feature(VALUES.readTree(parser));
        }
    }

    private void feature(JsonNode node) {
        features++;
        boolean bare = !node.path("type").asText().equals("Feature");
        GeoJsonGeometry.area(bare ? node : node.path("geometry"), features)
                .ifPresent(area -> regions.add(new Region(className(node.path("properties")), area)));
    }

    /** QuPath's class of an object; older versions and other programs write a text, or only a name. */
    private static @Nullable String className(JsonNode properties) {
        JsonNode classification = properties.path("classification");
        if (classification.path("names").isArray()) {
            List<String> names = new ArrayList<>();
            classification.path("names").forEach(each -> names.add(each.asText()));
            return String.join(": ", names);
        }
        return text(classification.path("name"))
                .or(() -> text(classification))
                .or(() -> text(properties.path("name")))
                .orElse(null);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.asText().isBlank()
                ? Optional.of(node.asText().strip())
                : Optional.empty();
    }

    private static DomainException noGeoJson() {
        return new DomainException(
                ErrorCode.ANNOTATIONS_INVALID,
                "the annotations are no GeoJSON: neither features nor a geometry; export them from QuPath as GeoJSON");
    }
}
