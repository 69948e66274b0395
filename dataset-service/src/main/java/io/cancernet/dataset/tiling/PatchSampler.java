package io.cancernet.dataset.tiling;

import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import java.io.IOException;
import java.util.List;

/**
 * Resampling of patches from the best level of a slide: the smallest that is not coarser than the patches, within 1 %.
 * Each pixel of a patch is the mean of the exact area that it covers. Thread-safe where the reader is.
 */
public final class PatchSampler {

    /** Pixels of a level that are held at once for a patch or a block of them: 12 MiB. */
    static final int MAX_PIXELS = 4 * 1024 * 1024;

    private static final double TOLERANCE = 1.01;

    private final SlideReader reader;
    private final int patchSize;
    private final int level;
    private final SlideLevel source;
    /** Pixels of the level to one of a patch. */
    private final double step;

    public PatchSampler(SlideReader reader, PatchGrid grid) {
        this.reader = reader;
        patchSize = grid.patchSize();
        level = level(reader.levels(), grid.downsample());
        source = reader.levels().get(level);
        step = grid.downsample() / source.downsample();
    }

    /** The level that is read. */
    public int level() {
        return level;
    }

    /** A patch by its left and top edge in pixels of level 0. However large the patch is, memory stays bounded. */
    public RgbImage sample(int x, int y) throws IOException {
        byte[] patch = new byte[patchSize * patchSize * RgbImage.CHANNELS];
        fill(patch, new PatchPart(0, 0, patchSize, patchSize), columns(x), rows(y));
        return new RgbImage(patchSize, patchSize, patch);
    }

    /** The pixels that patches from one corner to another cover, all corners the left and top edge of a patch. */
    LevelRegion read(int x, int y, int lastX, int lastY) throws IOException {
        return readLevel(
                columns(x).first(0),
                rows(y).first(0),
                columns(lastX).last(patchSize - 1),
                rows(lastY).last(patchSize - 1));
    }

    /** A patch out of pixels that were read for it and its neighbours. */
    RgbImage sample(LevelRegion region, int x, int y) {
        byte[] patch = new byte[patchSize * patchSize * RgbImage.CHANNELS];
        new AreaAverage(columns(x), rows(y), patchSize).fill(patch, new PatchPart(0, 0, patchSize, patchSize), region);
        return new RgbImage(patchSize, patchSize, patch);
    }

    /** Pixels of the level that a patch covers, a side. */
    double footprint() {
        return patchSize * step;
    }

    private void fill(byte[] patch, PatchPart part, Coverage columns, Coverage rows) throws IOException {
        int left = columns.first(part.left());
        int top = rows.first(part.top());
        int right = columns.last(part.right() - 1);
        int bottom = rows.last(part.bottom() - 1);
        if ((right - left + 1L) * (bottom - top + 1L) > MAX_PIXELS && !part.isOnePixel()) {
            fill(patch, part.firstHalf(), columns, rows);
            fill(patch, part.secondHalf(), columns, rows);
            return;
        }
        new AreaAverage(columns, rows, patchSize).fill(patch, part, readLevel(left, top, right, bottom));
    }

    private LevelRegion readLevel(int left, int top, int right, int bottom) throws IOException {
        return new LevelRegion(reader.read(level, left, top, right - left + 1, bottom - top + 1), left, top);
    }

    private Coverage columns(int x) {
        return new Coverage(x / source.downsample(), step, patchSize, source.width());
    }

    private Coverage rows(int y) {
        return new Coverage(y / source.downsample(), step, patchSize, source.height());
    }

    private static int level(List<SlideLevel> levels, double downsample) {
        int best = 0;
        for (int i = 1; i < levels.size(); i++) {
            double each = levels.get(i).downsample();
            if (each <= downsample * TOLERANCE && each > levels.get(best).downsample()) {
                best = i;
            }
        }
        return best;
    }
}
