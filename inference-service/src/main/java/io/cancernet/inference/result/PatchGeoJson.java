package io.cancernet.inference.result;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cancernet.common.event.PatchScored;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.json.Json;
import io.cancernet.inference.request.ScoringRequest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The patches of a request as a GeoJSON FeatureCollection (RFC 7946) of squares in a temporary file, which QuPath 0.4
 * and later reads as tiles: object type, class with colour, and measurements are properties as its own export writes
 * them ({@code QuPathTypeAdapters} in QuPath's source), the id is a UUID. Memory holds one feature. Deleted when closed.
 */
final class PatchGeoJson implements AutoCloseable {

    static final String MEASUREMENT = "Probability of disease";
    static final String MISSING = "missing";
    private static final int BUFFER = 1 << 16;
    private static final double HUNDREDTHS = 100;

    private final Path file;
    private final MessageDigest digest = Hashes.newSha256();
    private final JsonGenerator json;

    /** Classes of patches, in colours that people with any colour blindness tell apart (Okabe and Ito, 2008). */
    private enum PatchClass {
        POSITIVE("Positive", 213, 94, 0),
        NEGATIVE("Negative", 0, 114, 178),
        NOT_SCORED("Not scored", 153, 153, 153);

        private final String title;
        private final int red;
        private final int green;
        private final int blue;

        PatchClass(String title, int red, int green, int blue) {
            this.title = title;
            this.red = red;
            this.green = green;
            this.blue = blue;
        }
    }

    private PatchGeoJson(Path file) throws IOException {
        this.file = file;
        OutputStream out =
                new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(file), digest), BUFFER);
        this.json = Json.mapper().getFactory().createGenerator(out);
    }

    /** Begins the collection of a request. */
    static PatchGeoJson begin(ScoringRequest request) throws IOException {
        PatchGeoJson begun = new PatchGeoJson(Files.createTempFile("patches-", ".geojson"));
        begun.json.writeStartObject();
        begun.json.writeStringField("type", "FeatureCollection");
        begun.json.writeStringField("requestId", request.requestId().value());
        begun.json.writeStringField("model", request.model().toString());
        begun.json.writeStringField("notice", PatchScored.NOTICE);
        begun.json.writeArrayFieldStart("features");
        return begun;
    }

    /** Adds a patch; its outcome is absent when nothing was heard of it. */
    void add(PatchId patch, PatchArea area, @Nullable PatchOutcome outcome) throws IOException {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeStringField("id", uuid(patch));
        geometry(area);
        json.writeObjectFieldStart("properties");
        json.writeStringField("objectType", "tile");
        Double probability = outcome == null ? null : outcome.probability();
        if (outcome == null || probability == null) {
            classification(PatchClass.NOT_SCORED);
            metadata("error", outcome == null ? MISSING : String.valueOf(outcome.errorCode()));
        } else {
            classification(outcome.positive() ? PatchClass.POSITIVE : PatchClass.NEGATIVE);
            json.writeObjectFieldStart("measurements");
            json.writeNumberField(MEASUREMENT, probability);
            json.writeEndObject();
            if (outcome.outOfDistribution()) {
                metadata("outOfDistribution", "true");
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Ends the file and returns its hash; nothing is added afterwards. */
    Sha256 finish() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    /** Where it lies until it is closed. */
    Path path() {
        return file;
    }

    @Override
    public void close() throws IOException {
        try {
            json.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void metadata(String name, String value) throws IOException {
        json.writeObjectFieldStart("metadata");
        json.writeStringField(name, value);
        json.writeEndObject();
    }

    private void geometry(PatchArea area) throws IOException {
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", "Polygon");
        json.writeArrayFieldStart("coordinates");
        json.writeStartArray();
        // Numerically counter-clockwise, and closed.
        point(area.left(), area.top());
        point(area.right(), area.top());
        point(area.right(), area.bottom());
        point(area.left(), area.bottom());
        point(area.left(), area.top());
        json.writeEndArray();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void point(double x, double y) throws IOException {
        json.writeStartArray();
        coordinate(x);
        coordinate(y);
        json.writeEndArray();
    }

    private void coordinate(double value) throws IOException {
        if (value == Math.rint(value)) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(Math.round(value * HUNDREDTHS) / HUNDREDTHS);
        }
    }

    private void classification(PatchClass of) throws IOException {
        json.writeObjectFieldStart("classification");
        json.writeStringField("name", of.title);
        json.writeFieldName("color");
        json.writeArray(new int[] {of.red, of.green, of.blue}, 0, 3);
        json.writeEndObject();
    }

    /** A patch id has the 32 hex digits of a UUID. */
    private static String uuid(PatchId patch) {
        return patch.value().replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }
}
