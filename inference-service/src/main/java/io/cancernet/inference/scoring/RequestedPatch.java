package io.cancernet.inference.scoring;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.ScoreId;
import org.jspecify.annotations.Nullable;

/**
 * What became of one patch of a request.
 *
 * @param scoreId its score; exactly one of {@code scoreId} and {@code error} is there
 * @param error why it has none
 */
public record RequestedPatch(
        RequestId requestId,
        PatchId patchId,
        @Nullable Integer x,
        @Nullable Integer y,
        @Nullable ScoreId scoreId,
        @Nullable ErrorCode error) {

    static RequestedPatch scored(RequestId request, PatchQueued patch, ScoreId score) {
        return new RequestedPatch(request, patch.patchId(), patch.x(), patch.y(), score, null);
    }

    static RequestedPatch failed(RequestId request, PatchQueued patch, ErrorCode error) {
        return new RequestedPatch(request, patch.patchId(), patch.x(), patch.y(), null, error);
    }
}
