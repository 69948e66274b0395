package io.cancernet.dataset.wholeslide.tile;

import io.cancernet.common.image.RgbImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A level cut into tiles of one size, counted in rows from the top left. The last column and row may reach over the
 * level's edge.
 */
public record TileGrid(int width, int height, int tileWidth, int tileHeight) {

    private static final byte WHITE = (byte) 0xff;

    public TileGrid {
        if (width < 1 || height < 1 || tileWidth < 1 || tileHeight < 1) {
            throw new IllegalArgumentException(
                    "a level has tiles: %d x %d cut into %d x %d".formatted(width, height, tileWidth, tileHeight));
        }
    }

    public int columns() {
        return (width - 1) / tileWidth + 1;
    }

    public int rows() {
        return (height - 1) / tileHeight + 1;
    }

    public long tiles() {
        return (long) columns() * rows();
    }

    /**
     * The pixels of a region, tile by tile. What lies outside the level or in no tile is white.
     *
     * @param tiles pixels of a tile, at least up to the level's edge; empty for one that the file leaves out
     */
    public RgbImage read(int x, int y, int regionWidth, int regionHeight, Tiles tiles) throws IOException {
        if (regionWidth < 1
                || regionHeight < 1
                || (long) regionWidth * regionHeight > Integer.MAX_VALUE / RgbImage.CHANNELS) {
            throw new IllegalArgumentException("no image can be %d x %d".formatted(regionWidth, regionHeight));
        }
        byte[] region = new byte[regionWidth * regionHeight * RgbImage.CHANNELS];
        Arrays.fill(region, WHITE);
        RgbImage image = new RgbImage(regionWidth, regionHeight, region);
        int left = Math.max(0, x);
        int top = Math.max(0, y);
        int right = (int) Math.min(width, (long) x + regionWidth);
        int bottom = (int) Math.min(height, (long) y + regionHeight);
        if (left >= right || top >= bottom) {
            return image;
        }
        for (int row = top / tileHeight; row <= (bottom - 1) / tileHeight; row++) {
            for (int column = left / tileWidth; column <= (right - 1) / tileWidth; column++) {
                Optional<RgbImage> tile = tiles.tile(column, row);
                if (tile.isPresent()) {
                    paste(tile.get(), column, row, image, x, y);
                }
            }
        }
        return image;
    }

    private void paste(RgbImage tile, int column, int row, RgbImage region, int x, int y) {
        int tileX = column * tileWidth;
        int tileY = row * tileHeight;
        int left = Math.max(tileX, x);
        int top = Math.max(tileY, y);
        int right = (int) Math.min(Math.min(width, (long) tileX + tile.width()), (long) x + region.width());
        int bottom = (int) Math.min(Math.min(height, (long) tileY + tile.height()), (long) y + region.height());
        int count = (right - left) * RgbImage.CHANNELS;
        for (int at = top; at < bottom && count > 0; at++) {
            int from = ((at - tileY) * tile.width() + left - tileX) * RgbImage.CHANNELS;
            int to = ((at - y) * region.width() + left - x) * RgbImage.CHANNELS;
            System.arraycopy(tile.pixels(), from, region.pixels(), to, count);
        }
    }

    /** Where the tiles come from. */
    public interface Tiles {

        Optional<RgbImage> tile(int column, int row) throws IOException;
    }
}
