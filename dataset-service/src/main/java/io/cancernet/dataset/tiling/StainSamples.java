package io.cancernet.dataset.tiling;

import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.stain.StainNormalisation;
import io.cancernet.dataset.tissue.TissueMask;
import java.io.IOException;

/** Patches from which a slide's colours are estimated: cells of tissue, spread evenly over the order of the grid. */
final class StainSamples implements StainNormalisation.Samples {

    private static final int MAX_PATCHES = 256;
    private static final int MAX_PIXELS = 4_000_000;
    private static final int MIN_PATCHES = 4;

    private final PatchGrid grid;
    private final PatchSampler sampler;
    private final long[] cells;

    StainSamples(PatchGrid grid, PatchSampler sampler, TissueMask mask, Tiling tiling) {
        this.grid = grid;
        this.sampler = sampler;
        long tissue = 0;
        for (long cell = 0; cell < grid.cells(); cell++) {
            tissue += isTissue(cell, mask, tiling) ? 1 : 0;
        }
        int most = MAX_PIXELS / (grid.patchSize() * grid.patchSize());
        cells = new long[(int) Math.min(tissue, Math.max(MIN_PATCHES, Math.min(MAX_PATCHES, most)))];
        long seen = 0;
        int taken = 0;
        for (long cell = 0; taken < cells.length; cell++) {
            if (isTissue(cell, mask, tiling)) {
                if (seen == taken * tissue / cells.length) {
                    cells[taken++] = cell;
                }
                seen++;
            }
        }
    }

    private boolean isTissue(long cell, TissueMask mask, Tiling tiling) {
        int x = x(cell);
        int y = y(cell);
        return mask.penShare(x, y, grid.side()) <= tiling.maxPenShare()
                && mask.tissueShare(x, y, grid.side()) >= Math.max(tiling.minTissueShare(), Double.MIN_VALUE);
    }

    @Override
    public int count() {
        return cells.length;
    }

    @Override
    public RgbImage sample(int index) throws IOException {
        return sampler.sample(x(cells[index]), y(cells[index]));
    }

    private int x(long cell) {
        return grid.x((int) (cell % grid.columns()));
    }

    private int y(long cell) {
        return grid.y((int) (cell / grid.columns()));
    }
}
