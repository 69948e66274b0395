package io.cancernet.dataset.wholeslide.openslide;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import io.cancernet.dataset.wholeslide.tile.TileCache;
import io.cancernet.dataset.wholeslide.tile.TileGrid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An open slide of OpenSlide. Thread-safe.
 *
 * <p>The library is asked for whole tiles of a fixed grid. It takes corners in pixels of level 0 only, so where a level's
 * downsample is no whole number it interpolates by up to half a level-0 pixel; on a fixed grid a pixel has at least the
 * same value in whichever region it is read.
 */
final class OpenSlideReader implements SlideReader {

    private static final long MAX_SIDE = 1 << 20;
    private static final long MAX_STORED_TILE = 1 << 24;
    private static final int DEFAULT_TILE = 512;
    private static final int SMALLEST_TILE = 128;
    private static final int LARGEST_TILE = 1024;

    private final Vendor vendor;
    private final NativeSlide slide;
    private final List<Level> levels;
    private final Optional<MicronsPerPixel> mpp;
    private final TileCache tiles = new TileCache();

    private OpenSlideReader(Vendor vendor, NativeSlide slide, List<Level> levels, Optional<MicronsPerPixel> mpp) {
        this.vendor = vendor;
        this.slide = slide;
        this.levels = List.copyOf(levels);
        this.mpp = mpp;
    }

    static OpenSlideReader of(Vendor vendor, NativeSlide slide) {
        List<Level> levels = new ArrayList<>();
        int count = slide.levelCount();
        for (int index = 0; index < count; index++) {
            Level level = level(slide, index, levels);
            // Of levels that are equally large one is enough.
            if (levels.isEmpty()
                    || level.size.downsample()
                            > levels.get(levels.size() - 1).size.downsample()) {
                levels.add(level);
            }
        }
        if (levels.isEmpty()) {
            throw new DomainException(ErrorCode.SLIDE_UNREADABLE, "The slide has no image of tissue. Export it again.");
        }
        return new OpenSlideReader(vendor, slide, levels, mpp(slide));
    }

    private static Level level(NativeSlide slide, int index, List<Level> larger) {
        long[] size = slide.size(index);
        if (size[0] > MAX_SIDE || size[1] > MAX_SIDE) {
            throw new DomainException(
                    ErrorCode.SLIDE_TOO_LARGE,
                    "The slide has %d x %d pixels, where %d a side are taken. Check its header."
                            .formatted(size[0], size[1], MAX_SIDE));
        }
        requireSmallTiles(slide, index);
        int width = Math.toIntExact(size[0]);
        int height = Math.toIntExact(size[1]);
        SlideLevel first = larger.isEmpty() ? new SlideLevel(width, height, 1) : larger.get(0).size;
        TileGrid grid = new TileGrid(
                width, height, tileSide(slide, index, "tile-width"), tileSide(slide, index, "tile-height"));
        return new Level(
                index, SlideLevel.of(width, height, first.width(), first.height()), slide.downsample(index), grid);
    }

    /** The library allocates a whole tile as the file states it, and ends the process when there is no memory for it. */
    private static void requireSmallTiles(NativeSlide slide, int level) {
        double pixels = storedSide(slide, level, "tile-width") * storedSide(slide, level, "tile-height");
        if (pixels > MAX_STORED_TILE) {
            throw new DomainException(
                    ErrorCode.SLIDE_TOO_LARGE,
                    "The slide is stored in tiles of %.0f pixels, where %d are taken. Convert it to smaller tiles."
                            .formatted(pixels, MAX_STORED_TILE));
        }
    }

    private static double storedSide(NativeSlide slide, int level, String property) {
        return slide.property("openslide.level[%d].%s".formatted(level, property))
                .filter(text -> text.matches("[0-9]+"))
                .map(Double::valueOf)
                .orElse(0.0);
    }

    private static int tileSide(NativeSlide slide, int level, String property) {
        return slide.property("openslide.level[%d].%s".formatted(level, property))
                .filter(text -> text.matches("[0-9]{3,4}"))
                .map(Integer::valueOf)
                .filter(side -> side >= SMALLEST_TILE && side <= LARGEST_TILE)
                .orElse(DEFAULT_TILE);
    }

    /** The mean of both directions; absent for nonsense. */
    private static Optional<MicronsPerPixel> mpp(NativeSlide slide) {
        try {
            double x = Double.parseDouble(slide.property("openslide.mpp-x").orElse(""));
            double y = Double.parseDouble(slide.property("openslide.mpp-y").orElse(""));
            return Optional.of(new MicronsPerPixel((x + y) / 2));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String format() {
        return vendor.format();
    }

    @Override
    public List<SlideLevel> levels() {
        return levels.stream().map(Level::size).toList();
    }

    @Override
    public Optional<MicronsPerPixel> mpp() {
        return mpp;
    }

    @Override
    public RgbImage read(int level, int x, int y, int width, int height) throws IOException {
        if (level < 0 || level >= levels.size()) {
            throw new IllegalArgumentException("there is no level %d".formatted(level));
        }
        slide.requireOpen();
        Level from = levels.get(level);
        return from.grid.read(x, y, width, height, (column, row) -> {
            long index = (long) row * from.grid.columns() + column;
            return Optional.of(tiles.get(level, index, () -> tile(from, column, row)));
        });
    }

    @Override
    public void close() {
        slide.close();
        tiles.clear();
    }

    private RgbImage tile(Level level, int column, int row) {
        int x = column * level.grid.tileWidth();
        int y = row * level.grid.tileHeight();
        int width = Math.min(level.grid.tileWidth(), level.grid.width() - x);
        int height = Math.min(level.grid.tileHeight(), level.grid.height() - y);
        int[] argb = slide.read(
                level.index, Math.round(x * level.downsample), Math.round(y * level.downsample), width, height);
        return new RgbImage(width, height, onWhite(argb));
    }

    private static byte[] onWhite(int[] argb) {
        byte[] rgb = new byte[argb.length * RgbImage.CHANNELS];
        int to = 0;
        for (int pixel : argb) {
            int white = 255 - (pixel >>> 24);
            rgb[to++] = (byte) ((pixel >> 16 & 0xff) + white);
            rgb[to++] = (byte) ((pixel >> 8 & 0xff) + white);
            rgb[to++] = (byte) ((pixel & 0xff) + white);
        }
        return rgb;
    }

    /** @param index of the level in the library */
    private record Level(int index, SlideLevel size, double downsample, TileGrid grid) {}
}
