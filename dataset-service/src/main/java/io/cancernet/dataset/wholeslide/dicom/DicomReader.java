package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import io.cancernet.dataset.wholeslide.tile.TileCache;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** An open DICOM slide. Thread-safe. */
final class DicomReader implements SlideReader {

    static final String FORMAT = "DICOM VL Whole Slide Microscopy";

    private final List<VolumeImage> images;
    private final List<SlideLevel> levels;
    private final TileCache cache = new TileCache();
    private volatile boolean closed;

    /** @param images the levels, the largest first */
    DicomReader(List<VolumeImage> images) {
        this.images = List.copyOf(images);
        VolumeImage largest = images.get(0);
        levels = images.stream()
                .map(each -> SlideLevel.of(
                        each.grid().width(),
                        each.grid().height(),
                        largest.grid().width(),
                        largest.grid().height()))
                .toList();
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public List<SlideLevel> levels() {
        return levels;
    }

    @Override
    public Optional<MicronsPerPixel> mpp() {
        return images.get(0).mpp();
    }

    @Override
    public RgbImage read(int level, int x, int y, int width, int height) throws IOException {
        if (closed) {
            throw new IllegalStateException("the slide is closed");
        }
        if (level < 0 || level >= images.size()) {
            throw new IllegalArgumentException("there is no level %d".formatted(level));
        }
        return images.get(level).grid().read(x, y, width, height, (column, row) -> tile(level, column, row));
    }

    @Override
    public void close() {
        closed = true;
        cache.clear();
    }

    private Optional<RgbImage> tile(int level, int column, int row) throws IOException {
        VolumeImage image = images.get(level);
        int tile = row * image.grid().columns() + column;
        if (!image.has(tile)) {
            return Optional.empty();
        }
        return Optional.of(cache.get(level, tile, () -> image.decode(tile)));
    }
}
