package io.cancernet.dataset.dataset;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.dataset.dataset.PatchChoice.LeftOut;
import io.cancernet.dataset.patch.PatchIndexes;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.split.PatchPool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The patches that a dataset is made from. Their indexes are read twice, one case at a time: once to gather what
 * splitting needs, and once to write the manifest; lines of a whole dataset need not fit into memory.
 */
final class Selection {

    private final SortedMap<CaseId, List<Slide>> slides = new TreeMap<>();
    private final PatchChoice choice;
    private final PatchIndexes indexes;
    private final LeftOut leftOut = new LeftOut();
    private final PatchPool pool;

    Selection(Collection<Slide> slides, PatchChoice choice, PatchIndexes indexes) {
        for (Slide slide : slides) {
            this.slides
                    .computeIfAbsent(slide.caseId(), each -> new ArrayList<>())
                    .add(slide);
        }
        this.choice = choice;
        this.indexes = indexes;
        this.pool = gather(slides.stream().mapToInt(Slide::stored).sum());
    }

    private PatchPool gather(int atMost) {
        PatchPool.Builder builder = new PatchPool.Builder(atMost);
        for (CaseId caseId : slides.keySet()) {
            for (ChosenPatch patch : patchesOf(caseId, leftOut)) {
                builder.add(
                        caseId,
                        patch.label(),
                        patch.given(),
                        patch.line().image().sha256());
            }
        }
        return builder.build();
    }

    PatchPool pool() {
        return pool;
    }

    List<Slide> slidesOf(CaseId caseId) {
        return slides.getOrDefault(caseId, List.of());
    }

    int borderLeftOut() {
        return leftOut.border;
    }

    int unlabelledLeftOut() {
        return leftOut.unlabelled;
    }

    /** The chosen patches of a case, in the order in which the pool has them. */
    List<ChosenPatch> patchesOf(CaseId caseId) {
        return patchesOf(caseId, new LeftOut());
    }

    private List<ChosenPatch> patchesOf(CaseId caseId, LeftOut counted) {
        List<ChosenPatch> patches = new ArrayList<>();
        for (Slide slide : slidesOf(caseId)) {
            indexes.read(slide, line -> add(slide, line, counted, patches));
        }
        patches.sort(ChosenPatch.BY_PLACE);
        return patches;
    }

    private void add(Slide slide, IndexLine line, LeftOut counted, List<ChosenPatch> patches) {
        ChosenPatch patch = choice.choose(slide, line, counted);
        if (patch != null) {
            patches.add(patch);
        }
    }
}
