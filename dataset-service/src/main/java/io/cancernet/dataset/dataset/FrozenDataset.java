package io.cancernet.dataset.dataset;

import io.cancernet.common.event.DatasetFrozen;
import io.cancernet.common.event.DatasetFrozen.SplitCount;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A dataset version, which never changes. Its manifest is the truth; this tells about it.
 *
 * @param duplicatesLeftOut patches whose bytes occur in another split too
 * @param borderLeftOut patches smaller than the rest, where these were to be dropped
 * @param unlabelledLeftOut patches of which nobody said what they are
 */
public record FrozenDataset(
        DatasetVersion dataset,
        ObjectRef manifest,
        MicronsPerPixel mpp,
        boolean leaky,
        long seed,
        SplitFractions fractions,
        BorderPatches borderPatches,
        int duplicatesLeftOut,
        int borderLeftOut,
        int unlabelledLeftOut,
        List<SplitCount> counts,
        List<FrozenSlide> slides,
        Instant createdAt) {

    public FrozenDataset {
        counts = List.copyOf(counts);
        slides = List.copyOf(slides);
    }

    /** A slide of the dataset. */
    public record FrozenSlide(SlideId slideId, CaseId caseId, ExtractionId extractionId, Split split) {}

    /** The cases of each split, in order. */
    public Map<Split, List<CaseId>> cases() {
        Map<Split, List<CaseId>> cases = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            cases.put(
                    split,
                    slides.stream()
                            .filter(slide -> slide.split() == split)
                            .map(FrozenSlide::caseId)
                            .distinct()
                            .sorted(Comparator.naturalOrder())
                            .toList());
        }
        return cases;
    }

    public DatasetFrozen event() {
        return new DatasetFrozen(dataset, manifest, mpp, leaky, counts);
    }
}
