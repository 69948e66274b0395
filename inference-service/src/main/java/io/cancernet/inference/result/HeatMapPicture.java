package io.cancernet.inference.result;

import io.cancernet.common.event.PatchScored;
import io.cancernet.common.sheet.PixelFont;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A heat map as a picture: the map in the upper left corner, transparent where no patch lies, and a legend below it.
 * Letters are drawn pixel by pixel, so that every machine draws the same.
 */
final class HeatMapPicture {

    private static final int UNSCORED_COLOUR = 0xb0b0b0;
    private static final int INK = 2;
    private static final int PAPER = 3;
    private static final int COLOURS = 256;

    private static final int MARGIN = 12;
    private static final int SCALE = 2;
    private static final int LINE = PixelFont.HEIGHT * SCALE + 8;
    private static final int BAR_WIDTH = HeatMap.HIGHEST - HeatMap.LOWEST + 1;
    private static final int BAR_REPEAT = 2;
    private static final int BAR_HEIGHT = 20;
    private static final int TICK = 5;
    private static final int TICKS = 4;
    private static final int SWATCH = 16;
    private static final int LEGEND_WIDTH = 2 * MARGIN + BAR_WIDTH * BAR_REPEAT + 36;
    private static final int LEGEND_HEIGHT = 2 * MARGIN + 5 * LINE + BAR_HEIGHT + 2 * TICK + 8;

    private final HeatMap map;
    private final WritableRaster raster;
    private final BufferedImage image;

    private HeatMapPicture(HeatMap map) {
        this.map = map;
        int width = Math.max(map.alignment().width(), LEGEND_WIDTH);
        int height = map.alignment().height() + LEGEND_HEIGHT;
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette());
        this.raster = image.getRaster();
    }

    /**
     * Draws a map as a PNG.
     *
     * @param caption what is shown, in ASCII
     * @param threshold probability from which on a patch counts as positive; absent when it is not known
     */
    static byte[] png(HeatMap map, String caption, @Nullable Double threshold) {
        HeatMapPicture picture = new HeatMapPicture(map);
        picture.drawMap();
        picture.drawLegend(caption, threshold);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture.image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return png.toByteArray();
    }

    private static IndexColorModel palette() {
        int[] argb = new int[COLOURS];
        argb[HeatMap.NONE] = 0x00ffffff;
        argb[HeatMap.UNSCORED] = 0xff000000 | UNSCORED_COLOUR;
        argb[INK] = 0xff202020;
        argb[PAPER] = 0xffffffff;
        for (int level = HeatMap.LOWEST; level <= HeatMap.HIGHEST; level++) {
            double share = (level - HeatMap.LOWEST) / (double) (HeatMap.HIGHEST - HeatMap.LOWEST);
            argb[level] = 0xff000000 | Viridis.colour(share);
        }
        return new IndexColorModel(8, COLOURS, argb, 0, true, -1, DataBuffer.TYPE_BYTE);
    }

    private void drawMap() {
        for (int row = 0; row < map.alignment().height(); row++) {
            for (int column = 0; column < map.alignment().width(); column++) {
                raster.setSample(column, row, 0, map.levelAt(column, row));
            }
        }
    }

    private void drawLegend(String caption, @Nullable Double threshold) {
        int top = map.alignment().height();
        fill(0, top, image.getWidth(), LEGEND_HEIGHT, PAPER);
        fill(0, top, image.getWidth(), 1, HeatMap.UNSCORED);
        int y = top + MARGIN;
        text(MARGIN, y, "Calibrated probability of disease");
        y += LINE;
        if (threshold != null) {
            drawThreshold(y, threshold);
        }
        y += LINE + TICK;
        drawBar(y);
        y += BAR_HEIGHT + TICK + LINE;
        drawSwatches(y);
        y += LINE;
        text(MARGIN, y, PatchScored.NOTICE);
        smallText(MARGIN, y + LINE, caption);
    }

    private void drawThreshold(int y, double threshold) {
        String words = String.format(Locale.ROOT, "positive from %.2f", threshold);
        int at = barX(threshold);
        int left = Math.max(MARGIN, Math.min(at - width(words) / 2, LEGEND_WIDTH - MARGIN - width(words)));
        text(left, y, words);
        for (int i = 0; i < TICK; i++) {
            fill(at - (TICK - i), y + LINE - TICK + i, 2 * (TICK - i) + 1, 1, INK);
        }
    }

    private void drawBar(int y) {
        for (int level = HeatMap.LOWEST; level <= HeatMap.HIGHEST; level++) {
            fill(MARGIN + (level - HeatMap.LOWEST) * BAR_REPEAT, y, BAR_REPEAT, BAR_HEIGHT, level);
        }
        for (int i = 0; i <= TICKS; i++) {
            double share = i / (double) TICKS;
            String words = String.format(Locale.ROOT, i % TICKS == 0 ? "%.0f" : "%.2f", share);
            fill(barX(share), y + BAR_HEIGHT, 1, TICK, INK);
            int left = Math.max(MARGIN, barX(share) - width(words) / 2);
            text(left, y + BAR_HEIGHT + TICK + 2, words);
        }
    }

    private void drawSwatches(int y) {
        fill(MARGIN, y, SWATCH, SWATCH, HeatMap.UNSCORED);
        int next = text(MARGIN + SWATCH + 6, y, "patch without a score") + 4 * PixelFont.WIDTH;
        fill(next, y, SWATCH, SWATCH, INK);
        fill(next + 1, y + 1, SWATCH - 2, SWATCH - 2, HeatMap.NONE);
        text(next + SWATCH + 6, y, "no patch");
    }

    private static int barX(double share) {
        return MARGIN + (int) Math.round(share * (BAR_WIDTH * BAR_REPEAT - 1));
    }

    private static int width(String text) {
        return text.length() * (PixelFont.WIDTH + 1) * SCALE;
    }

    /** Returns where the text ends. */
    private int text(int left, int top, String text) {
        letters(left, top, text, SCALE);
        return left + width(text);
    }

    private void smallText(int left, int top, String text) {
        letters(left, top, text, 1);
    }

    private void letters(int left, int top, String text, int scale) {
        for (int i = 0; i < text.length(); i++) {
            int from = left + i * (PixelFont.WIDTH + 1) * scale;
            for (int x = 0; x < PixelFont.WIDTH; x++) {
                for (int y = 0; y < PixelFont.HEIGHT; y++) {
                    if (PixelFont.isSet(text.charAt(i), x, y)) {
                        fill(from + x * scale, top + y * scale, scale, scale, INK);
                    }
                }
            }
        }
    }

    /** What lies beyond the edges is cut off. */
    private void fill(int left, int top, int wide, int high, int level) {
        for (int y = Math.max(0, top); y < Math.min(image.getHeight(), top + high); y++) {
            for (int x = Math.max(0, left); x < Math.min(image.getWidth(), left + wide); x++) {
                raster.setSample(x, y, 0, level);
            }
        }
    }
}
