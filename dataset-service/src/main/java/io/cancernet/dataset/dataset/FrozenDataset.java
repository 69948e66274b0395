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
import io.cancernet.dataset.split.Fold;
import io.cancernet.dataset.split.SplitFractions;
import io.cancernet.dataset.split.SplitStrategy;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dataset version, which never changes. Its manifest is the truth; this tells about it.
 *
 * @param strategy by case where nothing is said, as in the first release
 * @param leaky whether a case stands in several splits, so that results on it prove nothing
 * @param fold which part of a cross-validation it is
 * @param seed decided, with the patches, what went where; says nothing about an imported split
 * @param fractions of the splits, where the strategy goes by them
 * @param validationFromTrain share of the source's train split that became validation
 * @param duplicatesLeftOut patches whose bytes occur in another split too
 * @param borderLeftOut patches smaller than the rest, where these were to be dropped
 * @param unlabelledLeftOut patches of which nobody said what they are
 * @param erased what a patient who withdrew took out of it; absent while it is whole
 */
public record FrozenDataset(
        DatasetVersion dataset,
        ObjectRef manifest,
        MicronsPerPixel mpp,
        @Nullable SplitStrategy strategy,
        boolean leaky,
        @Nullable Fold fold,
        long seed,
        @Nullable SplitFractions fractions,
        @Nullable Double validationFromTrain,
        BorderPatches borderPatches,
        int duplicatesLeftOut,
        int borderLeftOut,
        int unlabelledLeftOut,
        List<SplitCount> counts,
        List<FrozenSlide> slides,
        Instant createdAt,
        @Nullable Erased erased) {

    public FrozenDataset {
        strategy = Objects.requireNonNullElse(strategy, SplitStrategy.BY_CASE);
        counts = List.copyOf(counts);
        slides = List.copyOf(slides);
    }

    @Override
    public SplitStrategy strategy() {
        return Objects.requireNonNullElse(strategy, SplitStrategy.BY_CASE);
    }

    /** A slide of the dataset; of a leaky one, a slide may come once a split. */
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

    /** Patches in the manifest as it was frozen. */
    public int patches() {
        return counts.stream()
                .mapToInt(count -> count.negative() + count.positive())
                .sum();
    }

    /** The manifest as it lies in the store now. */
    public ObjectRef standingManifest() {
        return erased == null ? manifest : erased.manifest();
    }

    /** Patches in the manifest as it lies in the store now. */
    public int standingPatches() {
        return erased == null ? patches() : patches() - erased.patches();
    }

    /** The same version after something was erased from it. */
    public FrozenDataset with(Erased erasure) {
        return new FrozenDataset(
                dataset,
                manifest,
                mpp,
                strategy,
                leaky,
                fold,
                seed,
                fractions,
                validationFromTrain,
                borderPatches,
                duplicatesLeftOut,
                borderLeftOut,
                unlabelledLeftOut,
                counts,
                slides,
                createdAt,
                erasure);
    }

    public DatasetFrozen event() {
        return new DatasetFrozen(dataset, manifest, mpp, leaky, counts);
    }
}
