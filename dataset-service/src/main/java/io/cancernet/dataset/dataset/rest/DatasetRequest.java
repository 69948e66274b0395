package io.cancernet.dataset.dataset.rest;

import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.dataset.dataset.BorderPatches;
import io.cancernet.dataset.dataset.FreezeRequest;
import io.cancernet.dataset.dataset.SplitFractions;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/datasets}. */
record DatasetRequest(
        @Schema(examples = "idc") String name,

        @Schema(description = "ingests whose slides are taken") @Nullable List<IngestId> ingests,

        @Schema(description = "slides that are taken; all when neither is given") @Nullable List<SlideId> slides,

        @Schema(description = "60/20/20 by default") @Nullable SplitRequest split,

        @Schema(description = "keep by default") @Nullable BorderPatches borderPatches) {

    private static final long DEFAULT_SEED = 42;

    FreezeRequest toDomain() {
        return new FreezeRequest(
                name,
                Objects.requireNonNullElse(ingests, List.of()),
                Objects.requireNonNullElse(slides, List.of()),
                split == null ? SplitFractions.DEFAULT : split.fractions(),
                split == null ? DEFAULT_SEED : split.seedOrDefault(),
                Objects.requireNonNullElse(borderPatches, BorderPatches.KEEP));
    }

    /** Shares of cases; all three or none are given. */
    record SplitRequest(
            @Nullable Double train,
            @Nullable Double validation,
            @Nullable Double test,
            @Schema(description = "42 by default") @Nullable Long seed) {

        SplitFractions fractions() {
            if (train == null && validation == null && test == null) {
                return SplitFractions.DEFAULT;
            }
            if (train == null || validation == null || test == null) {
                throw new IllegalArgumentException("split: give all of train, validation and test, or none");
            }
            return new SplitFractions(train, validation, test);
        }

        long seedOrDefault() {
            return Objects.requireNonNullElse(seed, DEFAULT_SEED);
        }
    }
}
