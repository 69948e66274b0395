package io.cancernet.dataset.annotation;

import java.util.Arrays;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Polygon;

/**
 * The area that a polygon and an upright rectangle share. Each ring is cut along the four sides in turn (I. Sutherland
 * and G. Hodgman, 1974). Where that leaves pieces of an outline lying on a side they enclose nothing, so the area is
 * exact for any polygon. Used by one thread.
 */
final class SquareClip {

    private final double left;
    private final double top;
    private final double right;
    private final double bottom;
    private double[] points = new double[64];
    private int size;

    SquareClip(double left, double top, double right, double bottom) {
        this.left = left;
        this.top = top;
        this.right = right;
        this.bottom = bottom;
    }

    double area(Polygon polygon) {
        double area = Math.abs(area(polygon.getExteriorRing().getCoordinateSequence()));
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
            area -= Math.abs(area(polygon.getInteriorRingN(hole).getCoordinateSequence()));
        }
        return Math.max(0, area);
    }

    /** Area that a ring shares with the rectangle, with a sign for its direction. */
    private double area(CoordinateSequence ring) {
        points = new double[2 * ring.size()];
        size = 0;
        for (int i = 0; i < ring.size() - 1; i++) {
            // relative to the rectangle, so that small areas far from the origin stay exact
            add(ring.getX(i) - left, ring.getY(i) - top);
        }
        clip(0, 1, 0);
        clip(0, -1, left - right);
        clip(1, 1, 0);
        clip(1, -1, top - bottom);
        double twice = 0;
        for (int i = 0, before = size - 2; i < size; before = i, i += 2) {
            twice += points[before] * points[i + 1] - points[i] * points[before + 1];
        }
        return twice / 2;
    }

    /** Keeps what lies on the inner side of a line: sign * coordinate >= bound. */
    private void clip(int axis, int sign, double bound) {
        double[] from = points;
        int count = size;
        points = new double[count + 16];
        size = 0;
        for (int i = 0, before = count - 2; i < count; before = i, i += 2) {
            double here = sign * from[i + axis] - bound;
            double there = sign * from[before + axis] - bound;
            if (here >= 0 != there >= 0) {
                double share = there / (there - here);
                add(
                        from[before] + share * (from[i] - from[before]),
                        from[before + 1] + share * (from[i + 1] - from[before + 1]));
            }
            if (here >= 0) {
                add(from[i], from[i + 1]);
            }
        }
    }

    private void add(double x, double y) {
        if (size + 2 > points.length) {
            points = Arrays.copyOf(points, 2 * points.length + 2);
        }
        points[size++] = x;
        points[size++] = y;
    }
}
