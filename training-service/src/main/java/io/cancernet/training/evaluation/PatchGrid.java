package io.cancernet.training.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The patches of one slide by column and row. Its pitch is the commonest distance between neighbours. */
final class PatchGrid {

    static final int NOBODY = -1;

    private static final long MOST_CELLS = 1L << 26;

    private final int[] columns;
    private final int[] rows;
    private final int width;
    private final int height;
    private final int[] cells;

    private PatchGrid(int[] columns, int[] rows) {
        this.columns = columns;
        this.rows = rows;
        width = 1 + Arrays.stream(columns).max().orElseThrow();
        height = 1 + Arrays.stream(rows).max().orElseThrow();
        cells = new int[width * height];
        Arrays.fill(cells, NOBODY);
    }

    /** The grid; empty when the places lie on none: a single place, two patches in a cell, or an absurd extent. */
    static Optional<PatchGrid> of(int[] xs, int[] ys) {
        int pitchX = pitch(xs);
        int pitchY = pitch(ys);
        if (pitchX == 0 && pitchY == 0) {
            return Optional.empty();
        }
        int[] columns = numbers(xs, pitchX == 0 ? pitchY : pitchX);
        int[] rows = numbers(ys, pitchY == 0 ? pitchX : pitchY);
        long extent = (1L + Arrays.stream(columns).max().orElseThrow())
                * (1L + Arrays.stream(rows).max().orElseThrow());
        if (extent > MOST_CELLS) {
            return Optional.empty();
        }
        PatchGrid grid = new PatchGrid(columns, rows);
        return grid.fill() ? Optional.of(grid) : Optional.empty();
    }

    /** The patch so many cells away, or {@link #NOBODY}. */
    int neighbour(int patch, int right, int down) {
        int column = columns[patch] + right;
        int row = rows[patch] + down;
        return column < 0 || column >= width || row < 0 || row >= height ? NOBODY : cells[row * width + column];
    }

    private boolean fill() {
        for (int i = 0; i < columns.length; i++) {
            int cell = rows[i] * width + columns[i];
            if (cells[cell] != NOBODY) {
                return false;
            }
            cells[cell] = i;
        }
        return true;
    }

    private static int[] numbers(int[] edges, int pitch) {
        int first = Arrays.stream(edges).min().orElseThrow();
        return Arrays.stream(edges)
                .map(edge -> Math.round((edge - first) / (float) pitch))
                .toArray();
    }

    /** The smaller of equally common distances; 0 when there is none. */
    private static int pitch(int[] edges) {
        int[] distinct = Arrays.stream(edges).distinct().sorted().toArray();
        Map<Integer, Integer> distances = new HashMap<>();
        for (int i = 1; i < distinct.length; i++) {
            distances.merge(distinct[i] - distinct[i - 1], 1, Integer::sum);
        }
        return distances.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<Integer, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }
}
