package io.cancernet.inference.explanation;

import io.cancernet.common.image.Resize;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.sheet.Canvas;
import java.util.Locale;

/**
 * An explanation as a picture: the patch, beside it the same in grey under colours, and a legend. Orange raises the
 * probability of disease and blue lowers it, which people with any colour vision tell apart (the ends are Okabe and Ito's
 * vermilion and blue).
 */
final class ExplanationPicture {

    /** Side of each of the two pictures at least, pixels. */
    static final int SIDE = 240;

    private static final int MARGIN = 12;
    private static final int LINE = 14;
    private static final int BAR_HEIGHT = 16;
    private static final int FOR = 0xd55e00;
    private static final int AGAINST = 0x0072b2;
    private static final int RED_SHIFT = 16;
    private static final int GREEN_SHIFT = 8;
    /** How much of the colour is seen where the support is largest; the tissue shines through. */
    private static final double OPACITY = 0.85;

    private final Explanation explanation;
    private final int scale;
    private final int width;
    private final int height;
    private final Canvas canvas;

    private ExplanationPicture(Explanation explanation) {
        this.explanation = explanation;
        RgbImage image = explanation.image();
        this.scale = Math.max(1, SIDE / Math.min(image.width(), image.height()));
        this.width = image.width() * scale;
        this.height = image.height() * scale;
        this.canvas = new Canvas(2 * width + 3 * MARGIN, height + 3 * MARGIN + BAR_HEIGHT + 6 * LINE);
    }

    /** Draws an explanation; the patch begins 12 pixels from the left and the top. */
    static RgbImage draw(Explanation explanation) {
        ExplanationPicture picture = new ExplanationPicture(explanation);
        RgbImage image = explanation.image();
        picture.canvas.image(MARGIN, MARGIN, Resize.NEAREST.apply(image, picture.width, picture.height));
        picture.canvas.image(
                2 * MARGIN + picture.width,
                MARGIN,
                Resize.NEAREST.apply(overlay(explanation), picture.width, picture.height));
        picture.legend();
        return picture.canvas.toImage();
    }

    /** The image in grey, coloured where it matters. */
    static RgbImage overlay(Explanation explanation) {
        RgbImage image = explanation.image();
        double largest = explanation.largest();
        byte[] pixels = new byte[image.pixels().length];
        for (int i = 0; i < explanation.support().length; i++) {
            int at = i * RgbImage.CHANNELS;
            double part = largest == 0 ? 0 : explanation.support()[i] / largest;
            int colour = mixed(grey(image.pixels(), at), part);
            pixels[at] = (byte) (colour >> RED_SHIFT);
            pixels[at + 1] = (byte) (colour >> GREEN_SHIFT);
            pixels[at + 2] = (byte) colour;
        }
        return new RgbImage(image.width(), image.height(), pixels);
    }

    private void legend() {
        int top = height + 2 * MARGIN;
        int wide = 2 * width + MARGIN;
        for (int x = 0; x < wide; x++) {
            canvas.fill(MARGIN + x, top, 1, BAR_HEIGHT, mixed(0xc0, 2.0 * x / (wide - 1) - 1));
        }
        int line = top + BAR_HEIGHT + 4;
        String end = String.format(Locale.ROOT, "%.2f", explanation.largest());
        canvas.text(MARGIN, line, 1, Canvas.BLACK, "-" + end);
        canvas.text(MARGIN + wide / 2, line, 1, Canvas.BLACK, "0");
        canvas.text(MARGIN + wide - Canvas.textWidth("+" + end, 1), line, 1, Canvas.BLACK, "+" + end);
        line += LINE;
        Occlusion occlusion = explanation.occlusion();
        for (String text : new String[] {
            "orange raises, blue lowers the log-odds of disease",
            String.format(
                    Locale.ROOT,
                    "probability %.4f, threshold %.4f",
                    explanation.prediction().probability(),
                    explanation.prediction().threshold()),
            "model " + explanation.model(),
            "occlusion: window %d px, stride %d px".formatted(occlusion.window(), occlusion.stride()),
            ModelSpec.RESEARCH_USE_ONLY
        }) {
            canvas.text(MARGIN, line, 1, Canvas.BLACK, text);
            line += LINE;
        }
    }

    /** A grey under the colour of a part of the largest support, -1 to 1. */
    private static int mixed(int grey, double part) {
        double colour = OPACITY * Math.min(1, Math.abs(part));
        int end = part > 0 ? FOR : AGAINST;
        int mixed = 0;
        for (int shift = RED_SHIFT; shift >= 0; shift -= GREEN_SHIFT) {
            int level = (end >> shift) & 0xff;
            mixed |= (int) Math.round((1 - colour) * grey + colour * level) << shift;
        }
        return mixed;
    }

    private static int grey(byte[] pixels, int at) {
        // Luma of Rec. 601.
        return (int) Math.round(
                0.299 * (pixels[at] & 0xff) + 0.587 * (pixels[at + 1] & 0xff) + 0.114 * (pixels[at + 2] & 0xff));
    }
}
