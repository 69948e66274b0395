package io.cancernet.dataset.tiling;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.stain.StainNormalisation;
import io.cancernet.dataset.tissue.TissueMask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The cutting of one block after another. What the mask knows to be background or ink is never read; the rest is read
 * in as few regions as do not take in twice as many cells as are wanted, so that a tile is seldom decoded twice.
 * Thread-safe.
 */
final class BlockCutter {

    private final PatchGrid grid;
    private final PatchSampler sampler;
    private final TissueMask mask;
    private final Tiling tiling;
    private final StainNormalisation stain;
    private final PatchImageCodec codec;
    private final BooleanSupplier stopped;

    BlockCutter(
            PatchGrid grid,
            PatchSampler sampler,
            TissueMask mask,
            Tiling tiling,
            StainNormalisation stain,
            PatchImageCodec codec,
            BooleanSupplier stopped) {
        this.grid = grid;
        this.sampler = sampler;
        this.mask = mask;
        this.tiling = tiling;
        this.stain = stain;
        this.codec = codec;
        this.stopped = stopped;
    }

    /** The cells of a block, row by row. @throws CancellationException when the cutting is stopped */
    List<Cell> cut(Block block) throws IOException {
        Cell[] cells = new Cell[block.cells()];
        List<Place> tissue = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            Place place = place(i, block.column() + i % block.columns(), block.row() + i / block.columns());
            if (mask.penShare(place.x, place.y, grid.side()) > tiling.maxPenShare()) {
                cells[i] = place.withoutPatch(CellKind.PEN, null);
            } else if (place.tissueShare < tiling.minTissueShare()) {
                cells[i] = place.withoutPatch(CellKind.BACKGROUND, null);
            } else {
                tissue.add(place);
            }
        }
        read(tissue, cells);
        return Arrays.asList(cells);
    }

    private Place place(int index, int column, int row) {
        int x = grid.x(column);
        int y = grid.y(row);
        return new Place(index, column, row, x, y, mask.tissueShare(x, y, grid.side()));
    }

    private void read(List<Place> places, Cell[] cells) throws IOException {
        if (places.size() <= 1) {
            for (Place only : places) {
                checkStopped();
                cells[only.index] = cell(only, sampler.sample(only.x, only.y));
            }
            return;
        }
        Bounds bounds = Bounds.of(places);
        if (bounds.cells() > 2 * places.size()) {
            read(places.stream().filter(bounds::inFirstHalf).toList(), cells);
            read(places.stream().filter(each -> !bounds.inFirstHalf(each)).toList(), cells);
            return;
        }
        checkStopped();
        LevelRegion region =
                sampler.read(grid.x(bounds.left), grid.y(bounds.top), grid.x(bounds.right), grid.y(bounds.bottom));
        for (Place place : places) {
            checkStopped();
            cells[place.index] = cell(place, sampler.sample(region, place.x, place.y));
        }
    }

    private Cell cell(Place place, RgbImage patch) {
        double sharpness = Sharpness.of(patch);
        if (sharpness < tiling.minSharpness()) {
            return place.withoutPatch(CellKind.BLURRED, sharpness);
        }
        byte[] png = codec.encodeTissuePng(stain.apply(patch));
        return new Cell(
                place.column,
                place.row,
                place.x,
                place.y,
                CellKind.TISSUE,
                place.tissueShare,
                sharpness,
                new Cell.Png(png, Sha256.of(png)));
    }

    private void checkStopped() {
        if (stopped.getAsBoolean()) {
            throw new CancellationException("the cutting was stopped");
        }
    }

    private record Place(int index, int column, int row, int x, int y, double tissueShare) {

        Cell withoutPatch(CellKind kind, @Nullable Double sharpness) {
            return new Cell(column, row, x, y, kind, tissueShare, sharpness, null);
        }
    }

    /** The smallest rectangle of cells around some; right and bottom belong to it. */
    private record Bounds(int left, int top, int right, int bottom) {

        static Bounds of(List<Place> places) {
            return new Bounds(
                    places.stream().mapToInt(Place::column).min().orElseThrow(),
                    places.stream().mapToInt(Place::row).min().orElseThrow(),
                    places.stream().mapToInt(Place::column).max().orElseThrow(),
                    places.stream().mapToInt(Place::row).max().orElseThrow());
        }

        int cells() {
            return (right - left + 1) * (bottom - top + 1);
        }

        boolean inFirstHalf(Place place) {
            return right - left >= bottom - top ? place.column <= (left + right) / 2 : place.row <= (top + bottom) / 2;
        }
    }
}
