package io.cancernet.dataset.dataset.rest;

import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.dataset.dataset.BorderPatches;
import io.cancernet.dataset.dataset.FreezeRequest;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/datasets}. */
record DatasetRequest(
        @Schema(examples = "idc") String name,

        @Schema(description = "ingests whose slides are taken") @Nullable List<IngestId> ingests,

        @Schema(description = "slides that are taken; all when neither is given") @Nullable List<SlideId> slides,

        @Schema(description = "by case, 60/20/20, by default") @Nullable SplitRequest split,

        @Schema(description = "keep by default") @Nullable BorderPatches borderPatches) {

    FreezeRequest toDomain() {
        return new FreezeRequest(
                name,
                Objects.requireNonNullElse(ingests, List.of()),
                Objects.requireNonNullElse(slides, List.of()),
                Objects.requireNonNullElse(split, SplitRequest.DEFAULT).toDomain(),
                Objects.requireNonNullElse(borderPatches, BorderPatches.KEEP));
    }
}
