package io.cancernet.dataset.tiling;

import java.util.ArrayList;
import java.util.List;

/** Neighbouring cells of a grid that are cut together; the ends are the first column and row that do not belong. */
record Block(int column, int row, int endColumn, int endRow) {

    /** All blocks of a grid, row by row, each with up to so many cells a side. */
    static List<Block> of(PatchGrid grid, int size) {
        List<Block> blocks = new ArrayList<>();
        for (int row = 0; row < grid.rows(); row += size) {
            for (int column = 0; column < grid.columns(); column += size) {
                blocks.add(new Block(
                        column, row, Math.min(column + size, grid.columns()), Math.min(row + size, grid.rows())));
            }
        }
        return blocks;
    }

    int columns() {
        return endColumn - column;
    }

    int cells() {
        return columns() * (endRow - row);
    }
}
