package io.cancernet.dataset.view;

import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A slide with one more level where its own pyramid ends too early: without it the tile that shows the whole slide would
 * read all of it, each time. The level is made when it is first asked for. Thread-safe.
 */
final class ReaderWithOverview implements SlideReader {

    /** Pixels of the coarsest level: 12 MiB. */
    private static final long MAX_PIXELS = 4L * 1024 * 1024;
    /** Side of what is read at once, pixels: 12 MiB. */
    private static final int BLOCK = 2048;

    private final SlideReader reader;
    private final List<SlideLevel> levels;
    private final int factor;
    private @Nullable Cells overview;

    ReaderWithOverview(SlideReader reader) {
        this.reader = reader;
        SlideLevel coarsest = coarsest();
        factor = factor(coarsest);
        levels = new ArrayList<>(reader.levels());
        if (factor > 1) {
            levels.add(new SlideLevel(
                    DeepZoom.share(coarsest.width(), factor),
                    DeepZoom.share(coarsest.height(), factor),
                    coarsest.downsample() * factor));
        }
    }

    @Override
    public String format() {
        return reader.format();
    }

    @Override
    public List<SlideLevel> levels() {
        return List.copyOf(levels);
    }

    @Override
    public Optional<MicronsPerPixel> mpp() {
        return reader.mpp();
    }

    @Override
    public RgbImage read(int level, int x, int y, int width, int height) throws IOException {
        return level < reader.levels().size()
                ? reader.read(level, x, y, width, height)
                : Pixels.crop(overview().image(), x, y, width, height);
    }

    @Override
    public void close() {
        reader.close();
    }

    private synchronized Cells overview() throws IOException {
        if (overview == null) {
            overview = shrink();
        }
        return overview;
    }

    private Cells shrink() throws IOException {
        SlideLevel coarsest = coarsest();
        BoxAverage average = new BoxAverage(coarsest.width(), coarsest.height());
        SlideLevel wanted = levels.get(levels.size() - 1);
        RgbImage image = Pixels.white(wanted.width(), wanted.height());
        int side = BLOCK / factor;
        for (int top = 0; top < wanted.height(); top += side) {
            for (int left = 0; left < wanted.width(); left += side) {
                TileArea block = new TileArea(
                        factor,
                        left,
                        top,
                        Math.min(side, wanted.width() - left),
                        Math.min(side, wanted.height() - top));
                RgbImage fine = reader.read(
                        reader.levels().size() - 1,
                        left * factor,
                        top * factor,
                        Math.min(block.width() * factor, coarsest.width() - left * factor),
                        Math.min(block.height() * factor, coarsest.height() - top * factor));
                Cells cells = new Cells(fine, left * factor, top * factor, 1);
                Pixels.copy(average.shrink(cells, block), left, top, image);
            }
        }
        return new Cells(image, 0, 0, factor);
    }

    private SlideLevel coarsest() {
        return reader.levels().get(reader.levels().size() - 1);
    }

    private static int factor(SlideLevel level) {
        int factor = 1;
        while ((long) DeepZoom.share(level.width(), factor) * DeepZoom.share(level.height(), factor) > MAX_PIXELS) {
            factor *= 2;
        }
        return factor;
    }
}
