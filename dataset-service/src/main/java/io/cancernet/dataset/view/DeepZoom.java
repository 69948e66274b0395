package io.cancernet.dataset.view;

import java.util.Optional;

/**
 * The pyramid that the Deep Zoom format lays over an image: the highest level is the image itself, each level below has
 * half the pixels a side, rounded up, and level 0 is a single pixel. Tiles do not overlap; those at the right and lower
 * border are as small as what is left.
 */
public record DeepZoom(int width, int height, int tileSize) {

    /** Neighbours share no pixels: tiles meet at whole pixels of a level, so that a viewer shows no seams. */
    public static final int OVERLAP = 0;

    public static final int TILE_SIZE = 256;

    public DeepZoom {
        if (width < 1 || height < 1 || tileSize < 1) {
            throw new IllegalArgumentException(
                    "an image and its tiles have pixels: %d x %d in tiles of %d".formatted(width, height, tileSize));
        }
    }

    public static DeepZoom of(int width, int height) {
        return new DeepZoom(width, height, TILE_SIZE);
    }

    public int levels() {
        return maxLevel() + 1;
    }

    public int maxLevel() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(width, height) - 1);
    }

    /** Pixels of the image to one of a level, a side. */
    public long scale(int level) {
        return 1L << (maxLevel() - level);
    }

    public int width(int level) {
        return share(width, scale(level));
    }

    public int height(int level) {
        return share(height, scale(level));
    }

    /** What a tile shows; absent when the pyramid has no such tile. */
    public Optional<TileArea> tile(TileAddress tile) {
        if (tile.level() > maxLevel()) {
            return Optional.empty();
        }
        long x = (long) tile.column() * tileSize;
        long y = (long) tile.row() * tileSize;
        int levelWidth = width(tile.level());
        int levelHeight = height(tile.level());
        if (x >= levelWidth || y >= levelHeight) {
            return Optional.empty();
        }
        return Optional.of(
                new TileArea(scale(tile.level()), (int) x, (int) y, (int) Math.min(tileSize, levelWidth - x), (int)
                        Math.min(tileSize, levelHeight - y)));
    }

    /** How many squares of a side cover a length. */
    static int share(long length, long side) {
        return (int) ((length + side - 1) / side);
    }
}
