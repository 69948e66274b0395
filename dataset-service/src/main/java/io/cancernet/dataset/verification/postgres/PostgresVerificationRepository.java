package io.cancernet.dataset.verification.postgres;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.json.Json;
import io.cancernet.common.page.Cursor;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.verification.Findings;
import io.cancernet.dataset.verification.Verification;
import io.cancernet.dataset.verification.VerificationRepository;
import io.cancernet.dataset.verification.VerificationState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verifications in Postgres. */
@ApplicationScoped
class PostgresVerificationRepository implements VerificationRepository {

    private static final String JOB = "dataset-verification";

    private final EntityManager entities;
    private final LeasedJobs jobs;

    PostgresVerificationRepository(EntityManager entities, LeasedJobs jobs) {
        this.entities = entities;
        this.jobs = jobs;
    }

    @Override
    @Transactional
    public Verification submit(Verification verification) {
        while (true) {
            if (insert(verification)) {
                jobs.submit(JOB, verification.verificationId(), 0);
                return verification;
            }
            Optional<VerificationEntity> underWay = VerificationEntity.<VerificationEntity>find(
                            "name = ?1 and version = ?2 and finishedAt is null",
                            verification.dataset().name(),
                            verification.dataset().version())
                    .firstResultOptional();
            if (underWay.isPresent()) {
                return underWay.get().toVerification();
            }
        }
    }

    /** A unique index lets one of a dataset be under way. */
    private boolean insert(Verification verification) {
        return entities.createNativeQuery(
                                "insert into dataset_verification (verification_id, name, version, state, checked,"
                                        + " patches, created_at) values (?1, ?2, ?3, 'QUEUED', 0, ?4, ?5)"
                                        + " on conflict do nothing")
                        .setParameter(1, verification.verificationId())
                        .setParameter(2, verification.dataset().name())
                        .setParameter(3, verification.dataset().version())
                        .setParameter(4, verification.patches())
                        .setParameter(5, verification.createdAt())
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional
    public Optional<Verification> find(String verificationId) {
        return VerificationEntity.<VerificationEntity>findByIdOptional(verificationId)
                .map(VerificationEntity::toVerification);
    }

    @Override
    @Transactional
    public Page<Verification> list(DatasetVersion dataset, PageRequest page) {
        StringBuilder query = new StringBuilder("name = :name and version = :version");
        Map<String, Object> parameters = new HashMap<>(Map.of("name", dataset.name(), "version", dataset.version()));
        Cursor cursor = Cursor.of(page);
        if (cursor != null) {
            query.append(" and (createdAt, verificationId) < (:at, :id)");
            parameters.putAll(Map.of("at", cursor.at(), "id", cursor.id()));
        }
        List<VerificationEntity> found = VerificationEntity.<VerificationEntity>find(
                        query + " order by createdAt desc, verificationId desc", parameters)
                .range(0, page.limit())
                .list();
        return Page.of(found, page, each -> new Cursor(each.createdAt, each.verificationId).text())
                .map(VerificationEntity::toVerification);
    }

    @Override
    @Transactional
    public void progress(Lease lease, int checked) {
        jobs.guard(lease);
        entities.createNativeQuery("update dataset_verification set state = 'RUNNING', checked = ?2,"
                        + " started_at = coalesce(started_at, now()) where verification_id = ?1")
                .setParameter(1, lease.jobId())
                .setParameter(2, checked)
                .executeUpdate();
    }

    @Override
    @Transactional
    public void finish(Lease lease, int checked, Findings findings) {
        VerificationState state = findings.whole() ? VerificationState.PASSED : VerificationState.DAMAGED;
        entities.createNativeQuery("update dataset_verification set state = ?2, checked = ?3, findings = ?4,"
                        + " finished_at = now() where verification_id = ?1")
                .setParameter(1, lease.jobId())
                .setParameter(2, state.name())
                .setParameter(3, checked)
                .setParameter(4, Json.text(findings))
                .executeUpdate();
        jobs.complete(lease);
    }

    @Override
    @Transactional
    public void fail(Lease lease, String error) {
        entities.createNativeQuery("update dataset_verification set state = 'FAILED', error = ?2,"
                        + " finished_at = now() where verification_id = ?1")
                .setParameter(1, lease.jobId())
                .setParameter(2, error)
                .executeUpdate();
        jobs.complete(lease);
    }

    @Override
    @Transactional
    public void forget(Lease lease) {
        entities.createNativeQuery("delete from dataset_verification where verification_id = ?1")
                .setParameter(1, lease.jobId())
                .executeUpdate();
        jobs.complete(lease);
    }
}
