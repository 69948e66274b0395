package io.cancernet.dataset.upload.rest;

import io.cancernet.common.id.Sha256;
import io.cancernet.dataset.upload.Upload;
import io.cancernet.dataset.upload.UploadId;
import io.cancernet.dataset.upload.UploadState;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An upload as REST tells it. */
record UploadResponse(
        UploadId uploadId,

        @Schema(description = "what POST /api/v1/ingests takes")
        URI uri,

        UploadState state,
        long size,
        @Nullable Sha256 sha256,

        @Schema(description = "bytes of each part but the last")
        long partBytes,

        int parts,
        Instant createdAt) {

    static UploadResponse from(Upload upload) {
        return new UploadResponse(
                upload.uploadId(),
                upload.uri(),
                upload.state(),
                upload.size(),
                upload.sha256(),
                upload.partBytes(),
                upload.parts(),
                upload.createdAt());
    }
}
