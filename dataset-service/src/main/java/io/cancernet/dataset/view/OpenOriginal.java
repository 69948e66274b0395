package io.cancernet.dataset.view;

import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.tiling.PatchGrid;
import io.cancernet.dataset.tiling.PatchSampler;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** An open original. Its tiles are resampled from the best level of its own pyramid. Thread-safe. */
final class OpenOriginal implements TiledImage, AutoCloseable {

    private final List<FileBytes> files;
    private final SlideReader reader;
    private final DeepZoom pyramid;

    /** An original of which the files and the reader are closed with it. */
    OpenOriginal(List<FileBytes> files, SlideReader reader) {
        this.files = List.copyOf(files);
        this.reader = new ReaderWithOverview(reader);
        SlideLevel level0 = reader.levels().get(0);
        pyramid = DeepZoom.of(level0.width(), level0.height());
    }

    @Override
    public DeepZoom pyramid() {
        return pyramid;
    }

    @Override
    public RgbImage tile(TileArea area) {
        double side = (double) pyramid.tileSize() * area.scale();
        PatchSampler sampler = new PatchSampler(reader, new PatchGrid(pyramid.tileSize(), side, 1, 1));
        try {
            RgbImage square = sampler.sample((int) (area.x() * area.scale()), (int) (area.y() * area.scale()));
            return Pixels.crop(square, 0, 0, area.width(), area.height());
        } catch (IOException e) {
            throw new UncheckedIOException("an original cannot be read", e);
        }
    }

    /** Checks that the files are still those that were opened. @throws IOException when they are not */
    void requireUnchanged() throws IOException {
        for (FileBytes file : files) {
            file.requireUnchanged();
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } finally {
            files.forEach(FileBytes::close);
        }
    }
}
