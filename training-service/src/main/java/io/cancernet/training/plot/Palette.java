package io.cancernet.training.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/**
 * Colours that people with any colour vision tell apart (Okabe and Ito, "Color universal design"), and dashes beside
 * them for print without colour.
 */
final class Palette {

    static final Color GREY = new Color(0x767676);
    static final Color INK = new Color(0x222222);
    static final Color GRID = new Color(0xD9D9D9);
    static final Color WARNING = new Color(0xB00020);

    /** Blue, vermilion, bluish green, reddish purple, orange, sky blue. */
    private static final List<Color> SERIES = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9));

    private static final float WIDTH = 2f;
    private static final List<float[]> DASHES =
            List.of(new float[] {1, 0}, new float[] {9, 4}, new float[] {2.5f, 3.5f}, new float[] {9, 4, 2, 4});

    private Palette() {}

    /** The colour of the n-th thing in a plot, from 0. */
    static Color colour(int number) {
        return SERIES.get(number % SERIES.size());
    }

    static BasicStroke stroke(int number) {
        return new BasicStroke(
                WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES.get(number % DASHES.size()), 0);
    }

    /** From white to dark blue, for parts of one. */
    static Color shade(double part) {
        double rest = 1 - Math.max(0, Math.min(1, part));
        return new Color(
                (int) (8 + rest * (255 - 8)), (int) (69 + rest * (255 - 69)), (int) (132 + rest * (255 - 132)));
    }

    /** Black or white, whichever reads better on a shade. */
    static Color inkOn(double part) {
        return part > 0.58 ? Color.WHITE : INK;
    }
}
