package io.cancernet.common.event;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.patch.PatchLocation;
import org.jspecify.annotations.Nullable;

/**
 * A patch waits to be scored. It lies in a shard, or comes along whole. Urgent ones wait in a topic of their own.
 *
 * @param requestId the scoring request it belongs to; without one the live model scores it
 * @param image where it lies; exactly one of {@code image} and {@code inlineImage} is there
 * @param inlineImage the image file (PNG or JPEG) in base64, at most {@link #MAX_INLINE_BYTES} when decoded
 * @param priority above 0 it is urgent and goes ahead of others; 0 unless given
 */
public record PatchQueued(
        PatchId patchId,
        @Nullable RequestId requestId,
        @Nullable SlideId slideId,
        @Nullable CaseId caseId,
        @Nullable Integer x,
        @Nullable Integer y,
        @Nullable PatchLocation image,
        @Nullable String inlineImage,
        @Nullable Integer priority)
        implements Event {

    public static final int MAX_INLINE_BYTES = 256 * 1024;

    public PatchQueued {
        if ((image == null) == (inlineImage == null)) {
            throw new IllegalArgumentException("a queued patch has either an image reference or an inline image");
        }
        if (inlineImage != null && inlineImage.length() > MAX_INLINE_BYTES / 3 * 4 + 4) {
            throw new IllegalArgumentException("an inline image has at most %d bytes".formatted(MAX_INLINE_BYTES));
        }
    }

    /** A patch that is not urgent. */
    public PatchQueued(
            PatchId patchId,
            @Nullable RequestId requestId,
            @Nullable SlideId slideId,
            @Nullable CaseId caseId,
            @Nullable Integer x,
            @Nullable Integer y,
            @Nullable PatchLocation image,
            @Nullable String inlineImage) {
        this(patchId, requestId, slideId, caseId, x, y, image, inlineImage, null);
    }

    @Override
    public Topic topic() {
        return priority != null && priority > 0 ? Topic.PATCHES_URGENT : Topic.PATCHES_QUEUED;
    }

    /** The same in both topics. */
    @Override
    public String type() {
        return "io." + Topic.PATCHES_QUEUED.topicName();
    }

    @Override
    public String key() {
        return patchId.value();
    }

    @Override
    public String eventId() {
        return requestId == null ? patchId.value() : patchId + "-" + requestId;
    }
}
