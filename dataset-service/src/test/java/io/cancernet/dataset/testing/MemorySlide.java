package io.cancernet.dataset.testing;

import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A slide in memory. It keeps what was read of it, in the order of the calls. */
public final class MemorySlide implements SlideReader {

    /** A region that was read. */
    public record Read(int level, int x, int y, int width, int height) {}

    private final List<RgbImage> images;
    private final List<SlideLevel> levels;
    private final List<Read> reads = Collections.synchronizedList(new ArrayList<>());

    private MemorySlide(List<RgbImage> images) {
        this.images = images;
        RgbImage level0 = images.get(0);
        levels = images.stream()
                .map(each -> SlideLevel.of(each.width(), each.height(), level0.width(), level0.height()))
                .toList();
    }

    /** A slide whose further levels are averaged down from level 0 by whole factors. */
    public static MemorySlide of(RgbImage level0, int... factors) {
        List<RgbImage> images = new ArrayList<>();
        images.add(level0);
        for (int factor : factors) {
            images.add(shrink(level0, factor));
        }
        return new MemorySlide(images);
    }

    /** A slide of levels that need not be pictures of the same. */
    public static MemorySlide ofLevels(RgbImage... levels) {
        return new MemorySlide(List.of(levels));
    }

    public List<Read> reads() {
        return List.copyOf(reads);
    }

    public RgbImage image(int level) {
        return images.get(level);
    }

    @Override
    public String format() {
        return "memory";
    }

    @Override
    public List<SlideLevel> levels() {
        return levels;
    }

    @Override
    public Optional<MicronsPerPixel> mpp() {
        return Optional.empty();
    }

    @Override
    public RgbImage read(int level, int x, int y, int width, int height) {
        reads.add(new Read(level, x, y, width, height));
        RgbImage image = images.get(level);
        byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
        Arrays.fill(pixels, (byte) 0xff);
        int from = Math.max(0, x);
        int to = Math.min(image.width(), x + width);
        for (int row = Math.max(0, y); row < Math.min(image.height(), y + height) && from < to; row++) {
            System.arraycopy(
                    image.pixels(),
                    (row * image.width() + from) * RgbImage.CHANNELS,
                    pixels,
                    ((row - y) * width + from - x) * RgbImage.CHANNELS,
                    (to - from) * RgbImage.CHANNELS);
        }
        return new RgbImage(width, height, pixels);
    }

    @Override
    public void close() {}

    private static RgbImage shrink(RgbImage image, int factor) {
        int width = image.width() / factor;
        int height = image.height() / factor;
        byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            int channel = i % RgbImage.CHANNELS;
            int left = i / RgbImage.CHANNELS % width * factor;
            int top = i / RgbImage.CHANNELS / width * factor;
            int sum = factor * factor / 2;
            for (int y = top; y < top + factor; y++) {
                for (int x = left; x < left + factor; x++) {
                    sum += image.pixels()[(y * image.width() + x) * RgbImage.CHANNELS + channel] & 0xff;
                }
            }
            pixels[i] = (byte) (sum / (factor * factor));
        }
        return new RgbImage(width, height, pixels);
    }
}
