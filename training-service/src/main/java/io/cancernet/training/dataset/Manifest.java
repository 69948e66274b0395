package io.cancernet.training.dataset;

import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The patches of a dataset version, in the order of the manifest file: a patch's row is its place in the list. */
public record Manifest(List<ManifestLine> lines) {

    public Manifest {
        lines = List.copyOf(lines);
    }

    /** Rows of a split, ascending. */
    public int[] rows(Split split) {
        return IntStream.range(0, lines.size())
                .filter(row -> lines.get(row).split() == split)
                .toArray();
    }

    /** Side of most patches in pixels; those at a slide's border may be smaller. */
    public int patchSize() {
        Map<Integer, Integer> sides = new TreeMap<>();
        lines.forEach(line -> sides.merge(Math.max(line.width(), line.height()), 1, Integer::sum));
        return Collections.max(sides.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    /** Labels of rows. */
    public int[] labels(int[] rows) {
        return IntStream.of(rows).map(row -> lines.get(row).label()).toArray();
    }
}
