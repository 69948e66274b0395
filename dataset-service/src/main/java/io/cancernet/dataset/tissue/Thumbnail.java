package io.cancernet.dataset.tissue;

import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import java.io.IOException;
import java.util.List;

/**
 * A small picture of a whole slide: 1,024 to 2,048 pixels on its longer side, or level 0 itself where that is smaller.
 *
 * @param downsample pixels of level 0 to one of the thumbnail
 */
public record Thumbnail(RgbImage image, double downsample) {

    static final int MIN_SIDE = 1024;
    static final int MAX_SIDE = 2048;
    /** Side of what is read at once, in pixels of the level: 12 MiB. */
    private static final int BLOCK = 2048;

    /**
     * Makes the thumbnail from the smallest level that is large enough, by averaging whole squares of its pixels. Read
     * block by block: memory stays bounded where the slide has but one huge level.
     */
    public static Thumbnail of(SlideReader reader) throws IOException {
        int level = level(reader.levels());
        SlideLevel source = reader.levels().get(level);
        int factor = (Math.max(source.width(), source.height()) + MAX_SIDE - 1) / MAX_SIDE;
        int width = (source.width() + factor - 1) / factor;
        int height = (source.height() + factor - 1) / factor;
        byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
        int step = Math.max(1, BLOCK / factor);
        for (int y = 0; y < height; y += step) {
            for (int x = 0; x < width; x += step) {
                int blockWidth = Math.min(step * factor, source.width() - x * factor);
                int blockHeight = Math.min(step * factor, source.height() - y * factor);
                RgbImage block = reader.read(level, x * factor, y * factor, blockWidth, blockHeight);
                average(block, factor, pixels, (y * width + x) * RgbImage.CHANNELS, width * RgbImage.CHANNELS);
            }
        }
        return new Thumbnail(new RgbImage(width, height, pixels), source.downsample() * factor);
    }

    private static int level(List<SlideLevel> levels) {
        int best = 0;
        for (int i = 1; i < levels.size(); i++) {
            SlideLevel each = levels.get(i);
            if (Math.max(each.width(), each.height()) >= MIN_SIDE
                    && each.downsample() > levels.get(best).downsample()) {
                best = i;
            }
        }
        return best;
    }

    private static void average(RgbImage block, int factor, byte[] pixels, int offset, int stride) {
        for (int top = 0, row = offset; top < block.height(); top += factor, row += stride) {
            int bottom = Math.min(top + factor, block.height());
            for (int left = 0, to = row; left < block.width(); left += factor, to += RgbImage.CHANNELS) {
                int right = Math.min(left + factor, block.width());
                average(block, left, top, right, bottom, pixels, to);
            }
        }
    }

    private static void average(RgbImage block, int left, int top, int right, int bottom, byte[] pixels, int to) {
        byte[] from = block.pixels();
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = top; y < bottom; y++) {
            int at = (y * block.width() + left) * RgbImage.CHANNELS;
            for (int x = left; x < right; x++, at += RgbImage.CHANNELS) {
                red += from[at] & 0xff;
                green += from[at + 1] & 0xff;
                blue += from[at + 2] & 0xff;
            }
        }
        long count = (long) (right - left) * (bottom - top);
        pixels[to] = (byte) ((red + count / 2) / count);
        pixels[to + 1] = (byte) ((green + count / 2) / count);
        pixels[to + 2] = (byte) ((blue + count / 2) / count);
    }
}
