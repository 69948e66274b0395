package io.cancernet.dataset.dataset;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.Labels;
import io.cancernet.dataset.slide.Slide;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The patches that a dataset is made from, gathered slide by slide, and what was left out on the way. */
final class Selection {

    private final BorderPatches borderPatches;
    private final List<ChosenPatch> patches = new ArrayList<>();
    private int borderLeftOut;
    private int unlabelledLeftOut;

    Selection(BorderPatches borderPatches) {
        this.borderPatches = borderPatches;
    }

    void add(Slide slide, IndexLine line) {
        boolean border = line.width() != slide.patchWidth() || line.height() != slide.patchHeight();
        if (line.label() == null) {
            unlabelledLeftOut++;
        } else if (border && borderPatches == BorderPatches.DROP) {
            borderLeftOut++;
        } else {
            patches.add(new ChosenPatch(slide, line, line.label()));
        }
    }

    List<ChosenPatch> patches() {
        return List.copyOf(patches);
    }

    int borderLeftOut() {
        return borderLeftOut;
    }

    int unlabelledLeftOut() {
        return unlabelledLeftOut;
    }

    int count(int label) {
        return (int) patches.stream().filter(each -> each.label() == label).count();
    }

    Collection<LabelledCase> cases() {
        SortedMap<CaseId, LabelledCase> cases = new TreeMap<>();
        for (ChosenPatch patch : patches) {
            CaseId id = patch.slide().caseId();
            int positive = patch.label() == Labels.POSITIVE ? 1 : 0;
            cases.merge(
                    id,
                    new LabelledCase(id, 1 - positive, positive),
                    (a, b) -> new LabelledCase(id, a.negative() + b.negative(), a.positive() + b.positive()));
        }
        return cases.values();
    }
}
