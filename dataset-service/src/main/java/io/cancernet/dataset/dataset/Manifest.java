package io.cancernet.dataset.dataset;

import io.cancernet.common.event.DatasetFrozen.SplitCount;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lines of a frozen dataset, in the order split, case, row, column. Patch ids would order them too, but differ with
 * the pseudonym key, and the order decides what a seeded training makes of them.
 *
 * @param duplicatesLeftOut patches whose bytes occur in another split too, such as blank tiles
 */
record Manifest(List<ManifestLine> lines, int duplicatesLeftOut) {

    private static final Comparator<ManifestLine> ORDER = Comparator.comparing(ManifestLine::split)
            .thenComparing(ManifestLine::caseId)
            .thenComparingInt(ManifestLine::y)
            .thenComparingInt(ManifestLine::x)
            .thenComparing(ManifestLine::patchId);

    Manifest {
        lines = List.copyOf(lines);
    }

    static Manifest of(Collection<ChosenPatch> patches, Map<CaseId, Split> splits) {
        Map<Sha256, Set<Split>> whereBytesOccur = new HashMap<>();
        List<ManifestLine> all = new ArrayList<>(patches.size());
        for (ChosenPatch patch : patches) {
            Split split = splits.get(patch.slide().caseId());
            if (split == null) {
                throw new IllegalArgumentException(
                        "no split for case " + patch.slide().caseId());
            }
            all.add(patch.in(split));
            whereBytesOccur
                    .computeIfAbsent(patch.line().image().sha256(), bytes -> EnumSet.noneOf(Split.class))
                    .add(split);
        }
        List<ManifestLine> kept = all.stream()
                .filter(line -> whereBytesOccur
                                .getOrDefault(line.image().sha256(), Set.of())
                                .size()
                        == 1)
                .sorted(ORDER)
                .toList();
        return new Manifest(kept, all.size() - kept.size());
    }

    /** Cases and patches of every split and class. */
    List<SplitCount> counts() {
        return Arrays.stream(Split.values()).map(this::count).toList();
    }

    private SplitCount count(Split split) {
        List<ManifestLine> part =
                lines.stream().filter(line -> line.split() == split).toList();
        int positive = (int)
                part.stream().filter(line -> line.label() == Labels.POSITIVE).count();
        int cases = (int) part.stream().map(ManifestLine::caseId).distinct().count();
        return new SplitCount(split, cases, part.size() - positive, positive);
    }
}
