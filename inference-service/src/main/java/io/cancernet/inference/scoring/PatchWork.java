package io.cancernet.inference.scoring;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.ScoreId;
import io.cancernet.common.patch.PatchLocation;
import org.jspecify.annotations.Nullable;

/**
 * One image to be scored by one model version. Two queued patches with the same image and model are the same work.
 *
 * @param image where the image lies; exactly one of {@code image} and {@code inlineImage} is there
 * @param inlineImage the image file in base64
 */
record PatchWork(
        ScoreId scoreId,
        PatchId patchId,
        ModelVersion model,
        @Nullable PatchLocation image,
        @Nullable String inlineImage) {

    static PatchWork of(PatchQueued patch, ModelVersion model) {
        return new PatchWork(
                Identifiers.scoreId(patch.patchId(), model.toString()),
                patch.patchId(),
                model,
                patch.image(),
                patch.inlineImage());
    }

    /** By the score alone, which nearly all differ in: it is looked up several times for each patch. */
    @Override
    public int hashCode() {
        return scoreId.hashCode();
    }
}
