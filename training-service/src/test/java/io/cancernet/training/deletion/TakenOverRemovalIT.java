package io.cancernet.training.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.job.StaleLeaseException;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.postgres.Sql;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.training.model.ModelLedger;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A removal whose process dies between two files is finished by another, in real Postgres and a real store. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class TakenOverRemovalIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final RunId RUN = new RunId("removal-taken-over");
    private static final int FILES = 6;
    private static final int REMOVED_BEFORE_DEATH = 3;

    @Inject
    ObjectStore store;

    @Inject
    DeletionLedger ledger;

    @Inject
    LeasedJobs jobs;

    @Inject
    RemovalJob job;

    @Inject
    RemovalWorker worker;

    @Inject
    Sql sql;

    @BeforeEach
    void restWorker() {
        worker.onStop(new ShutdownEvent());
    }

    @AfterEach
    void startWorker() {
        worker.onStop(new ShutdownEvent());
        worker.onStart(new StartupEvent());
    }

    @Test
    void removalOfADeadProcess_isFinishedWithTheHashesOfAllFiles() {
        Map<String, Sha256> files = deletedRun();
        String folder = ObjectKeys.run(RUN);
        Lease dead = await().atMost(PATIENCE)
                .until(
                        () -> jobs.take(ModelLedger.REMOVAL_JOB, "dies", Duration.ofSeconds(1))
                                .orElse(null),
                        lease -> lease != null && lease.jobId().equals(folder));
        AtomicInteger steps = new AtomicInteger();
        // It looks once before each hash and each removal; what comes after is never done, as in a process that is
        // gone.
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> job.run(dead, () -> steps.incrementAndGet() <= FILES + REMOVED_BEFORE_DEATH));
        assertThat(store.list(folder)).hasSize(FILES - REMOVED_BEFORE_DEATH);

        worker.onStart(new StartupEvent());

        Deletion finished = await().atMost(PATIENCE)
                .until(() -> ledger.find(Subject.of(RUN)).orElseThrow(), found -> found.finishedAt() != null);
        assertThat(finished.files()).isEqualTo(files);
        assertThat(store.list(folder)).isEmpty();
        assertThatExceptionOfType(StaleLeaseException.class)
                .as("the dead one comes back")
                .isThrownBy(() -> ledger.finish(dead));
        assertThat(sql.any("select 1 from job where id = ?", folder)).isFalse();
    }

    /** A run that was just deleted, with its files still there. */
    private Map<String, Sha256> deletedRun() {
        Map<String, Sha256> files = new TreeMap<>();
        for (int i = 0; i < FILES; i++) {
            String key = ObjectKeys.runArtefact(RUN, "plot-%d.svg".formatted(i));
            byte[] bytes = ("plot " + i).getBytes(StandardCharsets.UTF_8);
            store.put(key, bytes, "image/svg+xml");
            files.put(key, Sha256.of(bytes));
        }
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update(
                    "insert into deletion (kind, subject_id, folder, deleted_by, reason, requested_at)"
                            + " values ('RUN', ?, ?, 'tester', 'to be taken over', ?)",
                    RUN.value(),
                    ObjectKeys.run(RUN),
                    Instant.now());
            jobs.submit(ModelLedger.REMOVAL_JOB, ObjectKeys.run(RUN), 1);
        });
        return files;
    }
}
