package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.dataset.wholeslide.tile.TileGrid;
import java.util.Arrays;

/** Where the frames of a sparsely tiled image lie: column and row of their top left pixel, counted from 1. */
final class TilePositions {

    static final int MAX_FRAMES = 1 << 21;
    static final int NO_FRAME = -1;

    private static final long MISSING = -1;

    private long[] columns = new long[16];
    private long[] rows = new long[16];
    private int frames;
    private long column = MISSING;
    private long row = MISSING;
    private boolean stated;

    void set(boolean isColumn, long position) {
        stated = true;
        if (isColumn) {
            column = position;
        } else {
            row = position;
        }
    }

    void endFrame() {
        if (frames == MAX_FRAMES) {
            throw Refusal.tooLarge("it has over %d frames".formatted(MAX_FRAMES));
        }
        if (frames == columns.length) {
            columns = Arrays.copyOf(columns, 2 * frames);
            rows = Arrays.copyOf(rows, 2 * frames);
        }
        columns[frames] = column;
        rows[frames++] = row;
        column = MISSING;
        row = MISSING;
    }

    /** Whether any frame states its place. */
    boolean areStated() {
        return stated;
    }

    /** The frame of each tile, {@link #NO_FRAME} for one that is left out. */
    int[] frameOfTile(TileGrid grid, int expectedFrames) {
        if (frames != expectedFrames) {
            throw Refusal.unreadable("it places %d of its %d frames".formatted(frames, expectedFrames));
        }
        int[] frameOfTile = new int[(int) grid.tiles()];
        Arrays.fill(frameOfTile, NO_FRAME);
        for (int frame = 0; frame < frames; frame++) {
            int tile = tile(grid, columns[frame], rows[frame]);
            if (frameOfTile[tile] != NO_FRAME) {
                throw Refusal.unsupported(
                        "several frames lie at the same place, as focal planes or optical paths do. Export one of them.");
            }
            frameOfTile[tile] = frame;
        }
        return frameOfTile;
    }

    private static int tile(TileGrid grid, long column, long row) {
        if (column < 1 || row < 1 || column > grid.width() || row > grid.height()) {
            throw Refusal.unreadable("a frame lies outside the image");
        }
        if ((column - 1) % grid.tileWidth() != 0 || (row - 1) % grid.tileHeight() != 0) {
            throw Refusal.unsupported("its frames do not lie on a grid. Export it tiled in full.");
        }
        return (int) ((row - 1) / grid.tileHeight() * grid.columns() + (column - 1) / grid.tileWidth());
    }
}
