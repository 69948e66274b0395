package io.cancernet.dataset.upload.rest;

import io.cancernet.common.id.Sha256;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/uploads}. */
record UploadRequest(
        @Schema(description = "only its ending is kept, which tells what the file may be", examples = "slide.svs")
        String name,

        @Schema(description = "bytes") long size,

        @Schema(description = "of the whole file; checked when it is complete") @Nullable Sha256 sha256) {}
