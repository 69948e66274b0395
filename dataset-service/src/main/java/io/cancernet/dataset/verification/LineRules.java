package io.cancernet.dataset.verification;

import io.cancernet.common.event.DatasetFrozen.SplitCount;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.dataset.dataset.FrozenDataset;
import io.cancernet.dataset.manifest.FirstFew;
import io.cancernet.dataset.manifest.NumberedLine;
import io.cancernet.dataset.split.ByteGroups;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that the lines of a manifest keep: every patch once, no case in two splits unless the dataset is leaky, no
 * bytes in two splits, and the counts that were announced.
 */
final class LineRules {

    private static final int LISTED = 100;

    private final FrozenDataset dataset;
    private final FirstFew<String> errors = new FirstFew<>(LISTED);
    private final ByteGroups patches;
    private final Map<Split, ByteGroups> bytes = new EnumMap<>(Split.class);
    private final Map<CaseId, Set<Split>> cases = new HashMap<>();
    private final Map<Split, int[]> labels = new EnumMap<>(Split.class);

    LineRules(FrozenDataset dataset) {
        this.dataset = dataset;
        this.patches = new ByteGroups(dataset.patches());
        for (Split split : Split.values()) {
            bytes.put(split, new ByteGroups());
            labels.put(split, new int[2]);
        }
    }

    void check(NumberedLine numbered) {
        ManifestLine line = numbered.line();
        int known = patches.size();
        if (patches.groupOf(line.patchId()) < known) {
            broken("line %d: its patch %s stands in an earlier line".formatted(numbered.number(), line.patchId()));
        }
        Set<Split> splits = cases.computeIfAbsent(line.caseId(), each -> EnumSet.noneOf(Split.class));
        if (splits.add(line.split()) && splits.size() > 1 && !dataset.leaky()) {
            broken("line %d: case %s stands in another split too".formatted(numbered.number(), line.caseId()));
        }
        if (inOtherSplit(line)) {
            broken("line %d: its bytes occur in another split too".formatted(numbered.number()));
        }
        count(line);
    }

    private boolean inOtherSplit(ManifestLine line) {
        boolean found = false;
        for (Map.Entry<Split, ByteGroups> each : bytes.entrySet()) {
            if (each.getKey() == line.split()) {
                each.getValue().groupOf(line.image().sha256());
            } else {
                found |= each.getValue().find(line.image().sha256()) >= 0;
            }
        }
        return found;
    }

    private void count(ManifestLine line) {
        int @Nullable [] counts = labels.get(line.split());
        if (counts != null) {
            counts[line.label()]++;
        }
    }

    /** Call once all lines have been checked. */
    void checkCounts() {
        if (dataset.erased() == null) {
            requireAnnounced();
        } else if (patches.size() != dataset.standingPatches()) {
            broken("it has %d patches, left after an erasure were %d"
                    .formatted(patches.size(), dataset.standingPatches()));
        }
    }

    private void requireAnnounced() {
        List<SplitCount> found = new ArrayList<>();
        labels.forEach((split, counts) -> found.add(new SplitCount(
                split,
                (int) cases.values().stream()
                        .filter(splits -> splits.contains(split))
                        .count(),
                counts[Labels.NEGATIVE],
                counts[Labels.POSITIVE])));
        if (!found.equals(dataset.counts())) {
            broken("its lines count %s, announced were %s".formatted(found, dataset.counts()));
        }
    }

    void broken(String what) {
        errors.add(what);
    }

    FirstFew<String> errors() {
        return errors;
    }
}
