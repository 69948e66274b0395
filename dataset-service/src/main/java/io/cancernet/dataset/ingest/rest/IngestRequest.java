package io.cancernet.dataset.ingest.rest;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.ingest.Submission;
import io.cancernet.dataset.layout.IdcLayout;
import java.net.URI;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/ingests}. */
record IngestRequest(
        @Schema(description = "folder or zip", examples = "file:///data/idc")
        URI uri,

        @Schema(description = "how files are named; idc by default") @Nullable String layout,

        @Schema(description = "microns per pixel; that of the layout by default") @Nullable MicronsPerPixel mpp,

        @Schema(description = "dataset by default") @Nullable Purpose purpose,

        @Schema(description = "the higher, the sooner; 0 by default") @Nullable Integer priority) {

    Submission toDomain() {
        return new Submission(
                uri,
                Objects.requireNonNullElse(layout, IdcLayout.NAME),
                Objects.requireNonNullElse(mpp, IdcLayout.MPP),
                Objects.requireNonNullElse(purpose, Purpose.DATASET),
                Objects.requireNonNullElse(priority, 0));
    }
}
