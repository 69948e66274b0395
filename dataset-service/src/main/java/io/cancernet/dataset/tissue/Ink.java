package io.cancernet.dataset.tissue;

/**
 * Colours of marker pens, which haematoxylin and eosin never have at the scale of a thumbnail.
 *
 * <p>Both stains absorb green the most, so in H&amp;E green is the least of the three channels; in green and blue ink
 * red is, or nearly so in dark blue. Red ink absorbs green and blue alike and nearly whole, where eosin lets blue
 * through and blood is less pure. Black ink is dark without a colour.
 */
final class Ink {

    private static final int CHANNEL_GAP = 12;
    private static final double MIN_SATURATION = 0.3;
    private static final double NAVY_SATURATION = 0.6;
    private static final int NAVY_GAP = 5;
    private static final int RED_INK_RED = 130;
    private static final double RED_INK_SATURATION = 0.78;
    private static final int RED_INK_GAP = 30;
    private static final int BLACK_BRIGHTEST = 60;
    private static final int BLACK_SPREAD = 20;

    private Ink() {}

    /** Green, blue or red ink. */
    static boolean isColoured(int red, int green, int blue) {
        int max = Math.max(red, Math.max(green, blue));
        int min = Math.min(red, Math.min(green, blue));
        double saturation = max == 0 ? 0 : (double) (max - min) / max;
        boolean greenOrBlue = Math.min(green, blue) - red >= CHANNEL_GAP && saturation >= MIN_SATURATION;
        boolean navy = max == blue && saturation >= NAVY_SATURATION && red - green <= NAVY_GAP;
        boolean redInk = max == red
                && red >= RED_INK_RED
                && saturation >= RED_INK_SATURATION
                && Math.abs(green - blue) <= RED_INK_GAP;
        return !isBlack(red, green, blue) && (greenOrBlue || navy || redInk);
    }

    static boolean isBlack(int red, int green, int blue) {
        int max = Math.max(red, Math.max(green, blue));
        return max <= BLACK_BRIGHTEST && max - Math.min(red, Math.min(green, blue)) <= BLACK_SPREAD;
    }
}
