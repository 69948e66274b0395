package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import io.cancernet.dataset.wholeslide.tile.TileCache;
import io.cancernet.dataset.wholeslide.tile.TileGrid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An open TIFF slide. It holds where the tiles lie and the tiles used last; threads decode side by side. */
final class TiffSlideReader implements SlideReader {

    private final Pyramid pyramid;
    private final List<TiffImage> images;
    private final List<SlideLevel> levels;
    private final TileCache tiles = new TileCache();
    private volatile boolean closed;

    private TiffSlideReader(Pyramid pyramid, List<TiffImage> images) {
        this.pyramid = pyramid;
        this.images = List.copyOf(images);
        TileGrid scan = images.get(0).grid();
        this.levels = images.stream()
                .map(TiffImage::grid)
                .map(grid -> SlideLevel.of(grid.width(), grid.height(), scan.width(), scan.height()))
                .toList();
    }

    static TiffSlideReader open(FileBytes file) throws IOException {
        Pyramid pyramid = Pyramid.of(TiffFile.open(file));
        List<TiffImage> images = new ArrayList<>();
        for (Directory each : pyramid.levels()) {
            images.add(TiffImage.of(file, each));
        }
        return new TiffSlideReader(pyramid, images);
    }

    @Override
    public String format() {
        return pyramid.format();
    }

    @Override
    public List<SlideLevel> levels() {
        return levels;
    }

    @Override
    public Optional<MicronsPerPixel> mpp() {
        return pyramid.mpp();
    }

    @Override
    public RgbImage read(int level, int x, int y, int width, int height) throws IOException {
        if (closed) {
            throw new IllegalStateException("the slide is closed");
        }
        if (level < 0 || level >= images.size()) {
            throw new IllegalArgumentException("there is no level %d".formatted(level));
        }
        TiffImage image = images.get(level);
        return image.grid().read(x, y, width, height, (column, row) -> {
            int piece = row * image.grid().columns() + column;
            return image.isMissing(piece)
                    ? Optional.empty()
                    : Optional.of(tiles.get(level, piece, () -> image.decode(piece)));
        });
    }

    @Override
    public void close() {
        closed = true;
        tiles.clear();
    }
}
