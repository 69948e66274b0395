package io.cancernet.dataset.annotation;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * The union of regions, cut into pieces that do not overlap, each with few corners, so that a patch is measured against
 * what lies near it. Thread-safe.
 */
final class RegionIndex {

    private static final int MAX_CORNERS = 128;
    private static final int DEEPEST = 16;

    private final STRtree pieces = new STRtree();

    RegionIndex(List<Geometry> areas) {
        if (!areas.isEmpty()) {
            divide(OverlayNGRobust.union(areas), 0);
        }
        pieces.build();
    }

    /** Share of a square that lies inside of the regions, 0 to 1. */
    double share(double x, double y, double side) {
        SquareClip square = new SquareClip(x, y, x + side, y + side);
        double covered = 0;
        for (Object piece : pieces.query(new Envelope(x, x + side, y, y + side))) {
            covered += square.area((Polygon) piece);
        }
        return Math.min(1, covered / (side * side));
    }

    private void divide(Geometry area, int depth) {
        for (int i = 0; i < area.getNumGeometries(); i++) {
            // what is left of a cut along an outline may be a line, which has no area
            if (area.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                if (polygon.getNumPoints() <= MAX_CORNERS || depth == DEEPEST) {
                    pieces.insert(polygon.getEnvelopeInternal(), polygon);
                } else {
                    for (Geometry half : halves(polygon.getEnvelopeInternal(), polygon.getFactory())) {
                        divide(OverlayNGRobust.overlay(polygon, half, OverlayNG.INTERSECTION), depth + 1);
                    }
                }
            }
        }
    }

    private static List<Geometry> halves(Envelope around, GeometryFactory factory) {
        List<Geometry> halves = new ArrayList<>();
        double middleX = (around.getMinX() + around.getMaxX()) / 2;
        double middleY = (around.getMinY() + around.getMaxY()) / 2;
        boolean wide = around.getWidth() >= around.getHeight();
        halves.add(factory.toGeometry(new Envelope(
                around.getMinX(),
                wide ? middleX : around.getMaxX(),
                around.getMinY(),
                wide ? around.getMaxY() : middleY)));
        halves.add(factory.toGeometry(new Envelope(
                wide ? middleX : around.getMinX(),
                around.getMaxX(),
                wide ? around.getMinY() : middleY,
                around.getMaxY())));
        return halves;
    }
}
