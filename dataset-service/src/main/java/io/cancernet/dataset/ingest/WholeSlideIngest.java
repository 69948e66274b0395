package io.cancernet.dataset.ingest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.Lease;
import jakarta.enterprise.context.ApplicationScoped;

/** The ingest of one whole slide. */
@ApplicationScoped
class WholeSlideIngest {

    void ingest(Lease lease, JobProgress work, Ingest ingest) {
        throw new DomainException(ErrorCode.SLIDE_UNSUPPORTED, "Whole slides are not read yet.");
    }
}
