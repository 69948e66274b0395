package io.cancernet.training.dataset;

import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import java.util.List;
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

    /** Labels of rows. */
    public int[] labels(int[] rows) {
        return IntStream.of(rows).map(row -> lines.get(row).label()).toArray();
    }
}
