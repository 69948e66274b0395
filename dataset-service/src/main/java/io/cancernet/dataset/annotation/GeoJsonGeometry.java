package io.cancernet.dataset.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;

/** Polygons of GeoJSON as geometries: rings that are not closed are closed, outlines that cross themselves repaired. */
final class GeoJsonGeometry {

    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final int DEEPEST = 8;
    private static final int SMALLEST_RING = 4;
    /** Pixels; no slide is larger, and areas stay exact to a fraction of a pixel. */
    private static final double FARTHEST = 1e8;

    private final int feature;

    private GeoJsonGeometry(int feature) {
        this.feature = feature;
    }

    /**
     * The area of a geometry; absent for one that has none by its kind.
     *
     * @param feature its place in the file, from 1, for refusals
     */
    static Optional<Geometry> area(JsonNode geometry, int feature) {
        GeoJsonGeometry reading = new GeoJsonGeometry(feature);
        List<Polygon> polygons = new ArrayList<>();
        reading.collect(geometry, polygons, 0);
        return polygons.isEmpty() ? Optional.empty() : Optional.of(reading.repaired(polygons));
    }

    private void collect(JsonNode geometry, List<Polygon> polygons, int depth) {
        if (depth > DEEPEST) {
            throw invalid("nests collections too deeply");
        }
        JsonNode coordinates = geometry.path("coordinates");
        switch (geometry.path("type").asText()) {
            case "Polygon" -> polygons.add(polygon(coordinates));
            case "MultiPolygon" -> requireArray(coordinates).forEach(each -> polygons.add(polygon(each)));
            case "GeometryCollection" ->
                requireArray(geometry.path("geometries")).forEach(each -> collect(each, polygons, depth + 1));
            case "Point", "MultiPoint", "LineString", "MultiLineString" -> {}
            default -> {
                if (!geometry.isNull()) { // a feature may be placed nowhere
                    throw invalid("has no geometry that GeoJSON knows");
                }
            }
        }
    }

    private Polygon polygon(JsonNode rings) {
        List<LinearRing> all = new ArrayList<>();
        requireArray(rings).forEach(ring -> all.add(ring(ring)));
        if (all.isEmpty()) {
            throw invalid("has a polygon without an outline");
        }
        return FACTORY.createPolygon(all.get(0), all.subList(1, all.size()).toArray(LinearRing[]::new));
    }

    private LinearRing ring(JsonNode positions) {
        List<Coordinate> ring = new ArrayList<>();
        requireArray(positions).forEach(position -> ring.add(coordinate(position)));
        if (!ring.isEmpty() && !ring.get(0).equals2D(ring.get(ring.size() - 1))) {
            ring.add(ring.get(0));
        }
        if (ring.size() < SMALLEST_RING) {
            throw invalid("has an outline of fewer than 3 points");
        }
        return FACTORY.createLinearRing(ring.toArray(Coordinate[]::new));
    }

    private Coordinate coordinate(JsonNode position) {
        if (!position.path(0).isNumber() || !position.path(1).isNumber()) {
            throw invalid("has a point that is not two numbers");
        }
        Coordinate coordinate =
                new Coordinate(position.path(0).asDouble(), position.path(1).asDouble());
        if (!(Math.abs(coordinate.x) <= FARTHEST && Math.abs(coordinate.y) <= FARTHEST)) {
            throw invalid("has a point far outside of any slide; coordinates are pixels of the slide's largest level");
        }
        return coordinate;
    }

    private Geometry repaired(List<Polygon> polygons) {
        Geometry area =
                polygons.size() == 1 ? polygons.get(0) : FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
        Geometry valid = area.isValid() ? area : GeometryFixer.fix(area);
        if (valid.isEmpty() || !(valid.getArea() > 0)) {
            throw invalid("has an outline that encloses nothing");
        }
        return valid;
    }

    private JsonNode requireArray(JsonNode node) {
        if (!node.isArray()) {
            throw invalid("has coordinates that are no list");
        }
        return node;
    }

    private DomainException invalid(String what) {
        return new DomainException(
                ErrorCode.ANNOTATIONS_INVALID,
                "feature %d of the annotations %s; mend or remove it".formatted(feature, what));
    }
}
