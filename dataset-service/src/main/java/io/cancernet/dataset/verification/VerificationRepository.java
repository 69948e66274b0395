package io.cancernet.dataset.verification;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.job.Lease;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import java.util.Optional;

/**
 * The record of verifications. Each method is one transaction; those that take a lease throw {@link
 * io.cancernet.common.job.StaleLeaseException} when it is no longer held, and change nothing then.
 */
public interface VerificationRepository {

    /** Adds the verification and its job, unless one of the dataset is under way: then that one is returned. */
    Verification submit(Verification verification);

    Optional<Verification> find(String verificationId);

    /** Those of a dataset, newest first. */
    Page<Verification> list(DatasetVersion dataset, PageRequest page);

    /** Marks it running, with so many patches looked at. */
    void progress(Lease lease, int checked);

    /** Ends the verification and its job. */
    void finish(Lease lease, int checked, Findings findings);

    /** Ends the verification and its job for a reason of our own. */
    void fail(Lease lease, String error);

    /** Ends a job whose dataset was deleted, and the verification with it. */
    void forget(Lease lease);
}
