package io.cancernet.training.deletion.postgres;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.RunChanged;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.outbox.Outbox;
import io.cancernet.common.page.Cursor;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.training.deletion.Deletion;
import io.cancernet.training.deletion.DeletionLedger;
import io.cancernet.training.deletion.DeletionRequest;
import io.cancernet.training.deletion.Subject;
import io.cancernet.training.model.Model;
import io.cancernet.training.model.ModelLedger;
import io.cancernet.training.model.postgres.ModelTable;
import io.cancernet.training.run.Run;
import io.cancernet.training.run.RunLedger;
import io.cancernet.training.run.postgres.RunTable;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Deletions in Postgres. Who deletes a model holds its row, as who promotes it does; who deletes a run takes its job
 * first, then its row, as its worker does.
 */
@ApplicationScoped
class PostgresDeletions implements DeletionLedger {

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

    private final Rows rows;
    private final ModelTable models;
    private final RunTable runs;
    private final LeasedJobs jobs;
    private final Outbox outbox;
    private final Clock clock;

    PostgresDeletions(Rows rows, ModelTable models, RunTable runs, LeasedJobs jobs, Outbox outbox, Clock clock) {
        this.rows = rows;
        this.models = models;
        this.runs = runs;
        this.jobs = jobs;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<Deletion> delete(ModelVersion version, DeletionRequest request) {
        Optional<Model> model = models.lock(version);
        if (model.isEmpty()) {
            return Optional.empty();
        }
        Subject subject = Subject.of(version);
        List<String> users = new ArrayList<>();
        model.get().slots().forEach(slot -> users.add("slot " + slot));
        runs.unfinishedFrom(subject.folder())
                .forEach(run -> users.add("run " + run + ", which starts from its weights"));
        requireUnused(subject, users, "promote another model, roll back, or cancel the run first");
        models.delete(version);
        Map<String, Sha256> files = new TreeMap<>();
        model.get().files().values().forEach(file -> files.put(file.key(), file.sha256()));
        return Optional.of(record(subject, request, files));
    }

    @Override
    @Transactional
    public Optional<Deletion> delete(RunId run, DeletionRequest request) {
        // A cancelled run may have a job left that no worker has dropped yet.
        jobs.withdraw(RunLedger.JOB, run.value());
        Optional<Run> standing = runs.hold(run);
        if (standing.isEmpty()) {
            return Optional.empty();
        }
        if (!standing.get().progress().state().ended()) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "run %s has not ended; cancel it first: POST /api/v1/runs/%s/cancel".formatted(run, run));
        }
        Subject subject = Subject.of(run);
        List<String> users = new ArrayList<>();
        models.madeBy(run).forEach(model -> users.add("model " + model));
        runs.unfinishedFrom(subject.folder())
                .forEach(other -> users.add("run " + other + ", which starts from its weights"));
        requireUnused(subject, users, "delete the model, or cancel the run, first");
        runs.delete(run);
        outbox.add(deleted(standing.get()));
        return Optional.of(record(subject, request, Map.of()));
    }

    private RunChanged deleted(Run run) {
        return new RunChanged(
                run.id(),
                RunChanged.Change.DELETED,
                run.plan().dataset().version(),
                run.plan().recipe(),
                clock.instant(),
                null,
                null,
                null,
                null);
    }

    private static void requireUnused(Subject subject, List<String> users, String advice) {
        if (!users.isEmpty()) {
            throw new DomainException(
                    ErrorCode.STILL_REFERENCED,
                    "%s is used by %s; %s".formatted(subject, String.join("; ", users), advice));
        }
    }

    private Deletion record(Subject subject, DeletionRequest request, Map<String, Sha256> files) {
        DeletionEntity row = DeletionEntity.of(subject, request, files, clock.instant());
        rows.persistAndFlush(row);
        jobs.submit(ModelLedger.REMOVAL_JOB, subject.folder(), 0);
        return row.toDomain();
    }

    @Override
    @Transactional
    public Optional<Deletion> find(Subject subject) {
        return findByFolder(subject.folder());
    }

    @Override
    @Transactional
    public Optional<Deletion> findByFolder(String folder) {
        return row(folder).map(DeletionEntity::toDomain);
    }

    @Override
    @Transactional
    public Page<Deletion> list(PageRequest page) {
        String order = " order by requestedAt desc, folder desc";
        Cursor cursor = Cursor.of(page);
        List<Deletion> found = (cursor == null
                        ? rows.find("1 = 1" + order)
                        : rows.find(
                                "(requestedAt, folder) < (:at, :id)" + order,
                                Map.of("at", cursor.at(), "id", cursor.id())))
                .range(0, page.limit()).stream().map(DeletionEntity::toDomain).toList();
        return Page.of(found, page, last -> new Cursor(
                        last.requestedAt(), last.subject().folder())
                .text());
    }

    @Override
    @Transactional
    public void record(Lease lease, Map<String, Sha256> files) {
        jobs.guard(lease);
        row(lease.jobId()).ifPresent(row -> row.add(files));
    }

    @Override
    @Transactional
    public void finish(Lease lease) {
        jobs.guard(lease);
        Instant now = clock.instant();
        row(lease.jobId()).ifPresent(row -> row.finishedAt = now);
        jobs.complete(lease);
    }

    @Override
    public void putOff(Lease lease) {
        jobs.putOff(lease, AFTER_FAILURE, "its removal failed");
    }

    private Optional<DeletionEntity> row(String folder) {
        return rows.find("folder", folder).firstResultOptional();
    }

    /** Panache's view of the table {@code deletion}. */
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<DeletionEntity, Long> {}
}
