package io.cancernet.dataset.dataset;

import io.cancernet.common.event.DatasetFrozen.SplitCount;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.JsonLinesFile;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.patch.Split;
import io.cancernet.dataset.dataset.FrozenDataset.FrozenSlide;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.split.Assignment;
import io.cancernet.dataset.split.Fold;
import io.cancernet.dataset.split.PatchPool.PooledCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A dataset version before it is frozen: chosen patches with their splits, less those with bytes in two of them. */
final class Draft {

    private final Selection selection;
    private final Assignment assignment;
    private final BitSet duplicates;

    Draft(Selection selection, Assignment assignment) {
        this.selection = selection;
        this.assignment = assignment;
        this.duplicates = selection.pool().sharedBetweenSplits(assignment);
    }

    @Nullable Fold fold() {
        return assignment.fold();
    }

    boolean leaky() {
        return assignment.leaky();
    }

    int duplicatesLeftOut() {
        return duplicates.cardinality();
    }

    /** Cases and patches of every split and class. */
    List<SplitCount> counts() {
        Map<Split, SplitCount> counts = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            counts.put(split, new SplitCount(split, 0, 0, 0));
        }
        for (PooledCase each : selection.pool().cases()) {
            for (Split split : splitsOf(each)) {
                counts.computeIfPresent(split, (same, sum) -> add(sum, each));
            }
        }
        return List.copyOf(counts.values());
    }

    private SplitCount add(SplitCount sum, PooledCase pooled) {
        int[] classes = new int[2];
        for (int patch = pooled.from(); patch < pooled.to(); patch++) {
            if (assignment.split(patch) == sum.split() && !duplicates.get(patch)) {
                classes[selection.pool().label(patch)]++;
            }
        }
        int negative = classes[Labels.NEGATIVE];
        int positive = classes[Labels.POSITIVE];
        return new SplitCount(
                sum.split(),
                sum.cases() + (negative + positive > 0 ? 1 : 0),
                sum.negative() + negative,
                sum.positive() + positive);
    }

    /** The slides by split; of a leaky dataset in every split of their case. One of which nothing was chosen is not. */
    List<FrozenSlide> slides() {
        List<FrozenSlide> slides = new ArrayList<>();
        for (PooledCase each : selection.pool().cases()) {
            for (Split split : splitsOf(each)) {
                for (Slide slide : selection.slidesOf(each.caseId())) {
                    slides.add(new FrozenSlide(slide.slideId(), slide.caseId(), slide.extractionId(), split));
                }
            }
        }
        slides.sort(Comparator.comparing(FrozenSlide::split)
                .thenComparing(FrozenSlide::caseId)
                .thenComparing(FrozenSlide::slideId));
        return slides;
    }

    /** Adds the lines in the order split, case, row, column. */
    void write(JsonLinesFile manifest) throws IOException {
        for (Split split : Split.values()) {
            for (PooledCase each : selection.pool().cases()) {
                if (splitsOf(each).contains(split)) {
                    write(each, split, manifest);
                }
            }
        }
    }

    private void write(PooledCase pooled, Split split, JsonLinesFile manifest) throws IOException {
        CaseId caseId = pooled.caseId();
        int patch = pooled.from();
        for (ChosenPatch chosen : selection.patchesOf(caseId)) {
            if (assignment.split(patch) == split && !duplicates.get(patch)) {
                manifest.add(chosen.in(split));
            }
            patch++;
        }
        if (patch != pooled.to()) {
            throw new IllegalStateException("the indexes of case %s changed while they were read".formatted(caseId));
        }
    }

    private Set<Split> splitsOf(PooledCase pooled) {
        Set<Split> splits = EnumSet.noneOf(Split.class);
        for (int patch = pooled.from(); patch < pooled.to(); patch++) {
            splits.add(assignment.split(patch));
        }
        return splits;
    }
}
