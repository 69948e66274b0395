package io.cancernet.common.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.error.Outage;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.common.tracing.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class LeasedJobsIT {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration WORKERS = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    LeasedJobs jobs;

    @Inject
    AgroalDataSource database;

    @Inject
    MeterRegistry meters;

    @Test
    void urgentJobs_comeFirst_thenTheOldest() {
        submit("order", "old", 0);
        submit("order", "young", 0);
        submit("order", "urgent", 5);

        assertThat(List.of(take("order"), take("order"), take("order")))
                .extracting(Lease::jobId)
                .containsExactly("urgent", "old", "young");
        assertThat(jobs.take("order", "me", LONG)).isEmpty();
    }

    @Test
    void guardedTransactionThatIdles_isEndedByTheDatabase() throws SQLException {
        submit("idle", "a", 0);
        Lease lease = take("idle");

        String within = QuarkusTransaction.requiringNew().call(() -> {
            jobs.guard(lease);
            return idleLimit();
        });

        assertThat(within).isEqualTo("30s");
        assertThat(idleLimit()).as("of the connection afterwards").isEqualTo("0");
    }

    private String idleLimit() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement show = connection.prepareStatement("show idle_in_transaction_session_timeout");
                ResultSet result = show.executeQuery()) {
            result.next();
            return result.getString(1);
        }
    }

    @Test
    void jobSubmittedTwice_isOneJob() {
        submit("twice", "a", 0);
        submit("twice", "a", 9);

        assertThat(take("twice").jobId()).isEqualTo("a");
        assertThat(jobs.take("twice", "me", LONG)).isEmpty();
    }

    @Test
    void leaseThatRanOut_isTakenOver_andTheOldOnesWritesAreRefused() {
        submit("expiry", "a", 0);
        Lease dead = jobs.take("expiry", "dead", SHORT).orElseThrow();

        Lease successor = await().atMost(PATIENCE)
                .until(() -> jobs.take("expiry", "next", LONG), Optional::isPresent)
                .orElseThrow();

        assertThat(successor.token()).isGreaterThan(dead.token());
        assertThat(successor.attempt()).isEqualTo(2);
        assertThatThrownBy(() -> jobs.renew(dead, LONG)).isInstanceOf(StaleLeaseException.class);
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> jobs.guard(dead)))
                .isInstanceOf(StaleLeaseException.class);
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> jobs.complete(dead)))
                .isInstanceOf(StaleLeaseException.class);
        QuarkusTransaction.requiringNew().run(() -> jobs.complete(successor));
        assertThat(jobs.take("expiry", "me", LONG)).isEmpty();
    }

    @Test
    void jobForLater_isNotTakenBeforeItsTimeAndCanBeWithdrawnOnce() {
        QuarkusTransaction.requiringNew().run(() -> jobs.submitLater("later", "a", 0, LONG));
        QuarkusTransaction.requiringNew().run(() -> jobs.submitLater("later", "b", 0, Duration.ZERO));

        assertThat(take("later").jobId()).isEqualTo("b");
        assertThat(jobs.take("later", "me", LONG)).isEmpty();
        assertThat(QuarkusTransaction.requiringNew().call(() -> jobs.withdraw("later", "a")))
                .isTrue();
        assertThat(QuarkusTransaction.requiringNew().call(() -> jobs.withdraw("later", "a")))
                .isFalse();
    }

    @Test
    void withdrawnJob_isGone_andItsWorkersWritesAreRefused() {
        submit("withdrawn", "a", 0);
        Lease lease = take("withdrawn");

        QuarkusTransaction.requiringNew().run(() -> jobs.withdraw("withdrawn", "a"));

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> jobs.guard(lease)))
                .isInstanceOf(StaleLeaseException.class);
    }

    @Test
    void jobThatEndedAndWasAddedAgain_refusesWorkersOfItsLifeBefore() {
        submit("again", "a", 0);
        Lease frozen = jobs.take("again", "frozen", Duration.ZERO).orElseThrow();
        Lease next = take("again");
        QuarkusTransaction.requiringNew().run(() -> jobs.complete(next));
        submit("again", "a", 0);
        Lease anew = take("again");

        assertThatThrownBy(() -> jobs.renew(frozen, LONG)).isInstanceOf(StaleLeaseException.class);
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> jobs.guard(frozen)))
                .isInstanceOf(StaleLeaseException.class);
        assertThat(anew.attempt()).isEqualTo(1);
        QuarkusTransaction.requiringNew().run(() -> jobs.complete(anew));
    }

    @Test
    void worker_renewsItsLeaseWhileItWorks() throws InterruptedException {
        submit("heartbeat", "a", 0);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        try (JobWorker worker = worker("heartbeat", (lease, work) -> {
            runs.incrementAndGet();
            started.countDown();
            awaitLatch(goOn);
            QuarkusTransaction.requiringNew().run(() -> jobs.complete(lease));
        })) {
            worker.start();
            started.await();
            String first = availableAt("heartbeat", "a");
            await().atMost(PATIENCE).until(() -> !availableAt("heartbeat", "a").equals(first));
            goOn.countDown();
            await().atMost(PATIENCE).until(() -> !exists("heartbeat", "a"));
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    void jobThatKeepsFailing_isAbandonedWithItsReason() {
        submit("failing", "a", 0);
        AtomicInteger attempts = new AtomicInteger();
        List<String> abandoned = new CopyOnWriteArrayList<>();
        JobHandler handler = new JobHandler() {
            @Override
            public void run(Lease lease, JobProgress work) {
                attempts.incrementAndGet();
                throw new IllegalStateException("broken for good");
            }

            @Override
            public void abandon(Lease lease, RuntimeException failure) {
                abandoned.add(String.valueOf(failure.getMessage()));
                QuarkusTransaction.requiringNew().run(() -> jobs.complete(lease));
            }
        };
        try (JobWorker worker = new JobWorker(jobs, "failing", handler, LONG, Duration.ofMillis(50))) {
            worker.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(abandoned).containsExactly("broken for good"));
        }
        assertThat(attempts).hasValue(3);
        assertThat(exists("failing", "a")).isFalse();
    }

    @Test
    void job_goesOnWithTheTraceInWhichItWasSubmitted() {
        String trace = "00-%032x-".formatted(11);
        TraceContext.continued(trace + "00000000000000aa-01", "test", () -> submit("traced", "a", 0));
        List<String> traces = new CopyOnWriteArrayList<>();
        try (JobWorker worker = worker("traced", (lease, work) -> {
            traces.add(String.valueOf(TraceContext.current()));
            QuarkusTransaction.requiringNew().run(() -> jobs.complete(lease));
        })) {
            worker.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(traces)
                    .singleElement()
                    .asString()
                    .startsWith(trace)
                    .doesNotContain("00000000000000aa"));
        }
    }

    @Test
    void waitingJobs_areToldWithTheAgeOfTheOldest_andAttemptsWithTheirEnd() {
        submit("counted", "a", 0);
        submit("counted", "b", 0);
        try (JobWorker worker = worker(
                "counted", (lease, work) -> QuarkusTransaction.requiringNew().run(() -> jobs.complete(lease)))) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(meters.get("cancernet.jobs")
                                .tags("kind", "counted", "state", "waiting")
                                .gauge()
                                .value())
                        .isEqualTo(2);
                assertThat(meters.get("cancernet.jobs.oldest.age")
                                .tag("kind", "counted")
                                .gauge()
                                .value())
                        .isPositive();
            });
            worker.start();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(meters.get("cancernet.jobs")
                                .tags("kind", "counted", "state", "waiting")
                                .gauge()
                                .value())
                        .isZero();
                assertThat(meters.get("cancernet.job.attempts")
                                .tags("kind", "counted", "end", "done")
                                .timer()
                                .count())
                        .isEqualTo(2);
            });
        }
    }

    @Test
    void lostAttempts_areNoFailures() {
        submit("lost", "a", 0);
        for (int i = 0; i < 5; i++) {
            jobs.take("lost", "killed", Duration.ZERO);
        }
        AtomicInteger attempts = new AtomicInteger();
        try (JobWorker worker = worker("lost", (lease, work) -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("broken once");
            }
            QuarkusTransaction.requiringNew().run(() -> jobs.complete(lease));
        })) {
            worker.start();
            await().atMost(PATIENCE).until(() -> !exists("lost", "a"));
        }
        assertThat(attempts).hasValue(2);
    }

    @Test
    void jobThatWaitsForAStore_saysSinceWhenAndWhy() {
        submit("waiting", "a", 0);
        assertThat(jobs.lastPutOff("waiting", "a")).isEmpty();
        try (JobWorker worker = worker("waiting", (lease, work) -> {
            throw new UncheckedIOException(new IOException("wrapped", new Outage("the scanner does not answer")));
        })) {
            worker.start();
            await().atMost(PATIENCE)
                    .until(
                            () -> jobs.lastPutOff("waiting", "a").map(PutOff::reason),
                            why -> why.equals(Optional.of("the scanner does not answer")));
        }
        QuarkusTransaction.requiringNew().run(() -> jobs.withdraw("waiting", "a"));
    }

    @Test
    void stoppedWorker_leavesItsJobToTheNext() throws InterruptedException {
        submit("stopped", "a", 0);
        CountDownLatch started = new CountDownLatch(1);
        JobWorker worker = worker("stopped", (lease, work) -> {
            started.countDown();
            while (work.mayContinue()) {
                Thread.onSpinWait();
            }
            throw new IllegalStateException("stopped in the middle");
        });
        worker.start();
        started.await();
        worker.close();

        assertThat(jobs.take("stopped", "next", LONG)).map(Lease::jobId).hasValue("a");
    }

    @Test
    void jobGivenBack_isNotTakenBackByARenewalUnderWay() {
        submit("given", "a", 0);
        Lease stopped = take("given");
        jobs.putOff(stopped, Duration.ZERO, "stopped");
        assertThatThrownBy(() -> jobs.renew(stopped, LONG)).isInstanceOf(StaleLeaseException.class);

        Lease failed = take("given");
        assertThat(jobs.release(failed, Duration.ZERO, 3)).isTrue();
        assertThatThrownBy(() -> jobs.renew(failed, LONG)).isInstanceOf(StaleLeaseException.class);

        Lease next = take("given");
        assertThat(next.token()).isGreaterThan(failed.token());
        QuarkusTransaction.requiringNew().run(() -> jobs.complete(next));
    }

    @Test
    void stoppedWorker_givesItsJobBackWhileNoConnectionIsFree() throws InterruptedException {
        submit("no-connection", "a", 0);
        CountDownLatch started = new CountDownLatch(1);
        List<Connection> taken = new CopyOnWriteArrayList<>();
        JobWorker worker = worker("no-connection", (lease, work) -> {
            started.countDown();
            while (work.mayContinue()) {
                Thread.onSpinWait();
            }
            takeFreeConnections(taken);
            throw new IllegalStateException("stopped in the middle");
        });
        worker.start();
        started.await();
        try {
            worker.close();
        } finally {
            taken.forEach(LeasedJobsIT::giveBack);
        }

        assertThat(taken).isNotEmpty();
        assertThat(jobs.take("no-connection", "next", LONG)).map(Lease::jobId).hasValue("a");
    }

    /** All that are open; the pool may open more. */
    private void takeFreeConnections(List<Connection> taken) {
        try {
            while (database.getMetrics().availableCount() > 0) {
                taken.add(database.getConnection());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void jobThatYields_goesOnAfterTheUrgentOne_andItsAttemptDoesNotCount() {
        submit("yielding", "long", 0);
        List<String> done = new CopyOnWriteArrayList<>();
        AtomicInteger longRuns = new AtomicInteger();
        try (JobWorker worker = worker("yielding", (lease, work) -> {
            if (lease.jobId().equals("long") && longRuns.incrementAndGet() == 1) {
                assertThat(work.shouldYield()).isFalse();
                submit("yielding", "urgent", 1);
                assertThat(work.shouldYield()).isTrue();
                throw new JobYielded();
            }
            assertThat(lease.attempt()).isEqualTo(1);
            done.add(lease.jobId());
            QuarkusTransaction.requiringNew().run(() -> jobs.complete(lease));
        })) {
            worker.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(done).containsExactly("urgent", "long"));
        }
    }

    @Test
    void jobWhoseAttemptsNeverEnd_isAbandoned() {
        submit("deadly", "a", 0);
        for (int i = 0; i < 10; i++) {
            jobs.take("deadly", "killed", Duration.ZERO);
        }
        List<String> abandoned = new CopyOnWriteArrayList<>();
        JobHandler handler = new JobHandler() {
            @Override
            public void run(Lease lease, JobProgress work) {
                throw new AssertionError("a job that killed ten processes is not run again");
            }

            @Override
            public void abandon(Lease lease, RuntimeException failure) {
                abandoned.add(String.valueOf(failure.getMessage()));
                QuarkusTransaction.requiringNew().run(() -> jobs.complete(lease));
            }
        };
        try (JobWorker worker = new JobWorker(jobs, "deadly", handler, LONG, Duration.ofMillis(50))) {
            worker.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(abandoned).singleElement().asString().contains("10 attempts never ended"));
        }
    }

    private JobWorker worker(String kind, RunOnly run) {
        JobHandler handler = new JobHandler() {
            @Override
            public void run(Lease lease, JobProgress work) {
                run.run(lease, work);
            }

            @Override
            public void abandon(Lease lease, RuntimeException failure) {
                throw failure;
            }
        };
        return new JobWorker(jobs, kind, handler, WORKERS, Duration.ofMillis(50));
    }

    @FunctionalInterface
    private interface RunOnly {
        void run(Lease lease, JobProgress work);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void submit(String kind, String id, int priority) {
        QuarkusTransaction.requiringNew().run(() -> jobs.submit(kind, id, priority));
    }

    private Lease take(String kind) {
        return jobs.take(kind, "me", LONG).orElseThrow();
    }

    private boolean exists(String kind, String id) {
        return !availableAt(kind, id).isEmpty();
    }

    /** When the lease of a job ends, as the table has it; empty when there is no such job. */
    private String availableAt(String kind, String id) {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select available_at::text from job where kind = ? and id = ?")) {
            query.setString(1, kind);
            query.setString(2, id);
            try (ResultSet result = query.executeQuery()) {
                return result.next() ? result.getString(1) : "";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
