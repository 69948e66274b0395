package io.cancernet.dataset.deletion;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.SlideId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A slide on its way out.
 *
 * @param erased whether it goes although datasets or runs refer to it
 * @param erasureId the erasure of a case that it belongs to
 */
public record SlideDeletion(
        long id,
        SlideId slideId,
        CaseId caseId,
        boolean erased,
        @Nullable String erasureId,
        Grounds grounds,
        Instant requestedAt) {}
