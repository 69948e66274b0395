package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.wholeslide.tile.TileDecoder;
import io.cancernet.dataset.wholeslide.tile.TileGrid;
import java.io.IOException;
import java.util.Optional;

/** One image of tissue: a level of a slide. Thread-safe. */
final class VolumeImage {

    private final TileGrid grid;
    private final Optional<MicronsPerPixel> mpp;
    private final Optional<int[]> frameOfTile;
    private final Frames frames;
    private final TileDecoder decoder;

    /** @param frameOfTile absent where frames and tiles have the same order */
    VolumeImage(
            TileGrid grid,
            Optional<MicronsPerPixel> mpp,
            Optional<int[]> frameOfTile,
            Frames frames,
            TileDecoder decoder) {
        this.grid = grid;
        this.mpp = mpp;
        this.frameOfTile = frameOfTile;
        this.frames = frames;
        this.decoder = decoder;
    }

    TileGrid grid() {
        return grid;
    }

    Optional<MicronsPerPixel> mpp() {
        return mpp;
    }

    /** Whether the file has a tile. */
    boolean has(int tile) {
        return frame(tile) != TilePositions.NO_FRAME;
    }

    RgbImage decode(int tile) throws IOException {
        int frame = frame(tile);
        byte[] bytes = frames.read(frame);
        RgbImage image;
        try {
            image = decoder.decode(bytes);
        } catch (RuntimeException e) {
            throw Refusal.unreadable("frame %d cannot be decoded".formatted(frame), e);
        }
        if (image.width() != grid.tileWidth() || image.height() != grid.tileHeight()) {
            throw Refusal.unreadable("frame %d is of another size than the header says".formatted(frame));
        }
        return image;
    }

    private int frame(int tile) {
        return frameOfTile.map(frame -> frame[tile]).orElse(tile);
    }
}
