package io.cancernet.dataset.slide;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A slide with one extraction of it, which never changes.
 *
 * @param ingestId the ingest that stored the extraction
 * @param in files of this slide: stored + quarantined
 * @param negative stored patches without disease
 * @param positive stored patches with disease
 * @param patchWidth nominal width of a patch in pixels
 * @param patchHeight nominal height of a patch in pixels
 * @param image level 0 of a whole slide; absent for a patch archive
 * @param sourceSha256 of a whole slide's bytes
 * @param parameters how the patches were made, as a JSON document
 */
public record Slide(
        SlideId slideId,
        CaseId caseId,
        ExtractionId extractionId,
        IngestId ingestId,
        Purpose purpose,
        int in,
        int stored,
        int quarantined,
        int negative,
        int positive,
        MicronsPerPixel mpp,
        int patchWidth,
        int patchHeight,
        ObjectRef index,
        @Nullable SlideImage image,
        @Nullable Sha256 sourceSha256,
        String parameters,
        Instant createdAt) {

    /** Nothing but the bytes of an archive decided what the patches are. */
    public static final String NO_PARAMETERS = "{}";

    public Slide {
        if (in != stored + quarantined || negative + positive > stored) {
            throw new IllegalArgumentException("in = stored + quarantined must hold, and labels be of stored patches");
        }
    }

    public int unlabelled() {
        return stored - negative - positive;
    }
}
