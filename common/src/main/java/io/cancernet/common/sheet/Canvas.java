package io.cancernet.common.sheet;

import io.cancernet.common.image.RgbImage;
import java.util.Arrays;

/** A white picture to draw patches and words on. What lies beyond its edges is cut off. */
public final class Canvas {

    public static final int BLACK = 0x000000;
    public static final int GREY = 0x808080;
    public static final int RED = 0xc00000;

    private final int width;
    private final int height;
    private final byte[] pixels;

    /** A white picture. */
    public Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new byte[width * height * RgbImage.CHANNELS];
        Arrays.fill(pixels, (byte) 0xff);
    }

    /** How wide a text is drawn. */
    public static int textWidth(String text, int scale) {
        return text.length() * (PixelFont.WIDTH + 1) * scale;
    }

    /** Draws a text, each pixel of its letters as a square of this side. */
    public void text(int left, int top, int scale, int colour, String text) {
        for (int i = 0; i < text.length(); i++) {
            int from = left + textWidth(text.substring(0, i), scale);
            for (int x = 0; x < PixelFont.WIDTH; x++) {
                for (int y = 0; y < PixelFont.HEIGHT; y++) {
                    if (PixelFont.isSet(text.charAt(i), x, y)) {
                        fill(from + x * scale, top + y * scale, scale, scale, colour);
                    }
                }
            }
        }
    }

    /** Fills a rectangle with a colour: red, green and blue from the highest byte. */
    public void fill(int left, int top, int wide, int high, int colour) {
        for (int y = Math.max(0, top); y < Math.min(height, top + high); y++) {
            for (int x = Math.max(0, left); x < Math.min(width, left + wide); x++) {
                int at = (y * width + x) * RgbImage.CHANNELS;
                pixels[at] = (byte) (colour >> 16);
                pixels[at + 1] = (byte) (colour >> 8);
                pixels[at + 2] = (byte) colour;
            }
        }
    }

    /** Draws an image that lies within the picture. */
    public void image(int left, int top, RgbImage image) {
        int row = image.width() * RgbImage.CHANNELS;
        for (int y = 0; y < image.height(); y++) {
            System.arraycopy(image.pixels(), y * row, pixels, ((top + y) * width + left) * RgbImage.CHANNELS, row);
        }
    }

    /** The picture so far, whose pixels change when more is drawn. */
    public RgbImage toImage() {
        return new RgbImage(width, height, pixels);
    }
}
