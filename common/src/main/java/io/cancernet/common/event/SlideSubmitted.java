package io.cancernet.common.event;

import io.cancernet.common.id.IngestId;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.unit.MicronsPerPixel;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A hospital wants a slide, or an archive of patches, ingested.
 *
 * <p>{@code submissionId} is the sender's own id of the submission, under which its state can be asked for and which
 * comes back in {@code slides.ingested} and {@code slides.rejected}; the same id again changes nothing. It must not
 * identify a patient. Case and slide references may: they are kept as keyed pseudonyms only.
 *
 * @param uri {@code file:}, {@code s3:} or {@code https:}, within what the deployment allows
 * @param caseReference the hospital's case; absent: the slide is a case of its own
 * @param purpose dataset unless given
 * @param priority the higher, the sooner; 0 unless given
 * @param layout how the source is laid out; found out unless given
 * @param mpp resolution of level 0, or of an archive's patches, where the source does not state it
 * @param label of every patch: 1 for disease, 0 for none
 * @param patchSize side of the patches to cut, in pixels; for scoring the live model's unless given
 * @param patchMpp resolution of the patches to cut; for scoring the live model's unless given
 * @param annotations GeoJSON with regions that label the patches
 */
public record SlideSubmitted(
        IngestId submissionId,
        URI uri,
        @Nullable String caseReference,
        @Nullable Purpose purpose,
        @Nullable Integer priority,
        @Nullable String layout,
        @Nullable MicronsPerPixel mpp,
        @Nullable Integer label,
        @Nullable Integer patchSize,
        @Nullable MicronsPerPixel patchMpp,
        @Nullable URI annotations)
        implements Event {

    public SlideSubmitted {
        Labels.requireBinary(label);
    }

    @Override
    public Topic topic() {
        return Topic.SLIDES_SUBMITTED;
    }

    @Override
    public String key() {
        return submissionId.value();
    }

    @Override
    public String eventId() {
        return submissionId.value();
    }
}
