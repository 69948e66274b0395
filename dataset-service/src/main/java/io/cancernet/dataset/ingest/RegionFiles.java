package io.cancernet.dataset.ingest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the regions that a submission names. */
@ApplicationScoped
class RegionFiles {

    PatchLabels read(RegionOptions regions) {
        throw new DomainException(ErrorCode.ANNOTATIONS_INVALID, "not yet");
    }
}
