package io.cancernet.dataset.dataset;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.DatasetFrozen.SplitCount;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.split.PatchPool;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What must hold for a dataset to be of use; each refusal says what is missing. */
final class FreezeRules {

    private FreezeRules() {}

    /** The resolution of all slides, of which there must be some and only one. */
    static MicronsPerPixel commonResolution(Collection<Slide> slides) {
        List<MicronsPerPixel> all = slides.stream().map(Slide::mpp).distinct().toList();
        if (all.isEmpty()) {
            throw new DomainException(
                    ErrorCode.DATASET_EMPTY, "No slide was chosen. Ingest slides first, or name others.");
        }
        if (all.size() > 1) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "The slides have different resolutions (%s microns per pixel), which one model cannot take. Name slides of one resolution."
                            .formatted(all.stream()
                                    .map(MicronsPerPixel::value)
                                    .sorted()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", "))));
        }
        return all.get(0);
    }

    static void requireBothClasses(PatchPool pool) {
        int negative = pool.count(Labels.NEGATIVE);
        int positive = pool.count(Labels.POSITIVE);
        if (negative + positive == 0) {
            throw new DomainException(
                    ErrorCode.DATASET_EMPTY,
                    "The chosen slides have no labelled patch. Choose slides whose patches have labels.");
        }
        if (negative == 0 || positive == 0) {
            throw oneClass("The chosen slides have", positive == 0);
        }
    }

    /** Both classes must be trained on; a validation or test split of one class leaves metrics undefined instead. */
    static void requireTrainable(Collection<SplitCount> counts) {
        for (SplitCount count : counts) {
            if (count.negative() + count.positive() == 0) {
                throw new DomainException(
                        ErrorCode.DATASET_TOO_FEW_CASES,
                        "The %s split is empty: it got no patch, or all its patches occur in another split too. Ingest more cases."
                                .formatted(count.split().slug()));
            }
            if (count.split() == Split.TRAIN && (count.negative() == 0 || count.positive() == 0)) {
                throw oneClass("The train split has", count.positive() == 0);
            }
        }
    }

    private static DomainException oneClass(String where, boolean positiveIsMissing) {
        return new DomainException(
                ErrorCode.DATASET_ONE_CLASS,
                "%s no %s patch. Add cases that have some, or choose another seed."
                        .formatted(where, positiveIsMissing ? "positive (class 1)" : "negative (class 0)"));
    }
}
