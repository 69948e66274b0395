package io.cancernet.common.job;

import io.cancernet.common.postgres.Sql;
import io.cancernet.common.tracing.TraceContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The jobs of a service, in its table {@code job}: waiting ones are leased by any replica, the urgent first, then the
 * oldest; the lease of a dead worker runs out and the job is taken over. Time is the database's. A job belongs to the
 * trace in which it was submitted.
 */
@ApplicationScoped
public class LeasedJobs {

    private final Sql sql;
    private final JobMeters meters;

    public LeasedJobs(Sql sql, JobMeters meters) {
        this.sql = sql;
        this.meters = meters;
    }

    /** The meters of the jobs of one kind. */
    JobMeters.Attempts meters(String kind) {
        return meters.of(kind);
    }

    /** Adds a job within the caller's transaction; one that is there already stays as it is. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void submit(String kind, String jobId, int priority) {
        sql.update(
                "insert into job (kind, id, priority, traceparent) values (?, ?, ?, ?) on conflict do nothing",
                kind,
                jobId,
                priority,
                TraceContext.current());
    }

    /** Adds a job that is taken no sooner than after a while; one that is there already stays as it is. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void submitLater(String kind, String jobId, int priority, Duration wait) {
        sql.update(
                "insert into job (kind, id, priority, traceparent, available_at)"
                        + " values (?, ?, ?, ?, now() + ? * interval '1 millisecond') on conflict do nothing",
                kind,
                jobId,
                priority,
                TraceContext.current(),
                wait.toMillis());
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<Lease> take(String kind, String owner, Duration length) {
        return sql.first(
                """
                update job set owner = ?, token = nextval('job_token'), attempts = attempts + 1,
                       available_at = now() + ? * interval '1 millisecond'
                 where kind = ? and id = (
                       select id from job where kind = ? and available_at <= now()
                        order by priority desc, created_at, id limit 1 for update skip locked)
                returning id, token, attempts, traceparent""",
                row -> new Lease(kind, row.getString(1), row.getLong(2), row.getInt(3), row.getString(4)),
                owner,
                length.toMillis(),
                kind,
                kind);
    }

    /** Makes a lease last longer. @throws StaleLeaseException when another worker has the job */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void renew(Lease lease, Duration length) {
        requireHeld(
                lease,
                sql.update(
                        "update job set available_at = now() + ? * interval '1 millisecond'"
                                + " where kind = ? and id = ? and token = ?",
                        length.toMillis(),
                        lease.kind(),
                        lease.jobId(),
                        lease.token()));
    }

    /**
     * Call first in every transaction that writes on behalf of a job: it holds the job's row until the commit.
     *
     * @throws StaleLeaseException when another worker has the job
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void guard(Lease lease) {
        // A process that freezes here would hold the job's row for as long as its connection lives.
        sql.update("set local idle_in_transaction_session_timeout = '30s'");
        requireHeld(
                lease,
                sql.update(
                        "update job set token = token where kind = ? and id = ? and token = ?",
                        lease.kind(),
                        lease.jobId(),
                        lease.token()));
    }

    /** Ends a job within the caller's transaction. @throws StaleLeaseException when another worker has the job */
    @Transactional(Transactional.TxType.MANDATORY)
    public void complete(Lease lease) {
        requireHeld(
                lease,
                sql.update(
                        "delete from job where kind = ? and id = ? and token = ?",
                        lease.kind(),
                        lease.jobId(),
                        lease.token()));
    }

    /**
     * Gives a failed job back, to be taken again after a pause; the lease is gone then.
     *
     * @param maxFailures the failure that is not given back: the job stays leased
     * @return whether it was given back; not when the lease is gone either
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean release(Lease lease, Duration pause, int maxFailures) {
        return sql.update(
                        "update job set token = nextval('job_token'), owner = null, failures = failures + 1,"
                                + " available_at = now() + ? * interval '1 millisecond'"
                                + " where kind = ? and id = ? and token = ? and failures + 1 < ?",
                        pause.toMillis(),
                        lease.kind(),
                        lease.jobId(),
                        lease.token(),
                        maxFailures)
                > 0;
    }

    /**
     * Gives a job back that could not go on through no fault of its own: the attempt does not count. A lease that is
     * gone already is no error; this one is then. The new token keeps a renewal that is under way from taking the job
     * back.
     *
     * @param reason told to whoever asks what the job waits for
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void putOff(Lease lease, Duration pause, String reason) {
        sql.update(
                "update job set token = nextval('job_token'), owner = null, attempts = attempts - 1,"
                        + " available_at = now() + ? * interval '1 millisecond', put_off_at = now(), put_off_for = ?"
                        + " where kind = ? and id = ? and token = ?",
                pause.toMillis(),
                reason,
                lease.kind(),
                lease.jobId(),
                lease.token());
    }

    /** When and why an unfinished job was last put off. */
    @Transactional
    public Optional<PutOff> lastPutOff(String kind, String jobId) {
        return sql.first(
                "select put_off_at, put_off_for from job where kind = ? and id = ? and put_off_at is not null",
                row -> new PutOff(row.getTimestamp(1).toInstant(), row.getString(2)),
                kind,
                jobId);
    }

    /** When and why those of some unfinished jobs that were put off were so last, by their ids. */
    @Transactional
    public Map<String, PutOff> lastPutOffs(String kind, Collection<String> jobIds) {
        Map<String, PutOff> found = new HashMap<>();
        sql.query(
                "select id, put_off_at, put_off_for from job"
                        + " where kind = ? and id = any(?) and put_off_at is not null",
                row -> found.put(
                        row.getString(1), new PutOff(row.getTimestamp(2).toInstant(), row.getString(3))),
                kind,
                Sql.texts(jobIds));
        return found;
    }

    /** Whether a job is there: it waits, or somebody does it. */
    @Transactional
    public boolean exists(String kind, String jobId) {
        return sql.any("select 1 from job where kind = ? and id = ?", kind, jobId);
    }

    /** Whether a job of the same kind waits that is more urgent. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean moreUrgentWaits(Lease lease) {
        return sql.any("""
                select 1 from job other where other.kind = ? and other.available_at <= now()
                   and other.priority > (select priority from job where kind = ? and id = ?) limit 1""", lease.kind(), lease.kind(), lease.jobId());
    }

    /**
     * Forgets a job whoever has it, such as a cancelled one; its worker's next write is refused.
     *
     * @return whether there was one
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean withdraw(String kind, String jobId) {
        return 1 == sql.update("delete from job where kind = ? and id = ?", kind, jobId);
    }

    private static void requireHeld(Lease lease, int rows) {
        if (rows == 0) {
            throw new StaleLeaseException(lease);
        }
    }
}
