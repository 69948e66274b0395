package io.cancernet.dataset.dataset.rest;

import io.cancernet.common.event.DatasetFrozen.SplitCount;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.dataset.BorderPatches;
import io.cancernet.dataset.dataset.Erased;
import io.cancernet.dataset.dataset.FrozenDataset;
import io.cancernet.dataset.dataset.FrozenDataset.FrozenSlide;
import io.cancernet.dataset.split.Fold;
import io.cancernet.dataset.split.SplitFractions;
import io.cancernet.dataset.split.SplitStrategy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A dataset version as REST tells it. */
record DatasetResponse(
        String name,
        int version,
        DatasetVersion dataset,
        ObjectRef manifest,
        MicronsPerPixel mpp,
        SplitStrategy strategy,
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
        Map<String, List<CaseId>> cases,
        List<FrozenSlide> slides,
        Instant createdAt,

        @Schema(description = "slides of patients who withdrew: the version cannot be trained on any more")
        List<SlideId> erasedFrom,

        @Nullable Instant erasedAt,

        @Schema(description = "the manifest as it lies now, without their patches") @Nullable ObjectRef erasedManifest) {

    static DatasetResponse from(FrozenDataset dataset) {
        Erased erased = dataset.erased();
        Map<String, List<CaseId>> cases = new LinkedHashMap<>();
        for (Map.Entry<Split, List<CaseId>> each : dataset.cases().entrySet()) {
            cases.put(each.getKey().slug(), each.getValue());
        }
        return new DatasetResponse(
                dataset.dataset().name(),
                dataset.dataset().version(),
                dataset.dataset(),
                dataset.manifest(),
                dataset.mpp(),
                dataset.strategy(),
                dataset.leaky(),
                dataset.fold(),
                dataset.seed(),
                dataset.fractions(),
                dataset.validationFromTrain(),
                dataset.borderPatches(),
                dataset.duplicatesLeftOut(),
                dataset.borderLeftOut(),
                dataset.unlabelledLeftOut(),
                dataset.counts(),
                cases,
                dataset.slides(),
                dataset.createdAt(),
                erased == null ? List.of() : erased.slides(),
                erased == null ? null : erased.at(),
                erased == null ? null : erased.manifest());
    }
}
