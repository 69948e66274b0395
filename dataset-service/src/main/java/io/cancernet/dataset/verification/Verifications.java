package io.cancernet.dataset.verification;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.dataset.Datasets;
import io.cancernet.dataset.dataset.FrozenDataset;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Asking for verifications and telling how they stand; the work itself is done by {@link VerificationJob}. */
@ApplicationScoped
public class Verifications {

    private final Datasets datasets;
    private final VerificationRepository repository;
    private final Clock clock = Clock.systemUTC();

    Verifications(Datasets datasets, VerificationRepository repository) {
        this.datasets = datasets;
        this.repository = repository;
    }

    /** Queues a verification, or returns the one that is under way. @throws DomainException {@code not-found} */
    public Verification submit(DatasetVersion version) {
        FrozenDataset dataset = datasets.get(version);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return repository.submit(Verification.queued(Identifiers.stamped(now), version, dataset.patches(), now));
    }

    /** One verification of a dataset. @throws DomainException {@code not-found} */
    public Verification get(DatasetVersion version, String verificationId) {
        return repository
                .find(verificationId)
                .filter(each -> each.dataset().equals(version))
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "There is no verification %s of dataset %s. POST to /api/v1/datasets/%s/verifications asks for one."
                                .formatted(verificationId, version, version)));
    }

    public Page<Verification> list(DatasetVersion version, PageRequest page) {
        datasets.get(version);
        return repository.list(version, page);
    }
}
