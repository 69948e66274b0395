package io.cancernet.training.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.Outage;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.job.Lease;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.training.model.ModelLedger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RemovalJobTest {

    private static final RunId RUN = new RunId("removed");
    private static final String FOLDER = Subject.of(RUN).folder();
    private static final Lease LEASE = new Lease(ModelLedger.REMOVAL_JOB, FOLDER, 1, 1);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final OneDeletion ledger = new OneDeletion();
    private final RemovalJob job = new RemovalJob(ledger, store);

    @Test
    void files_areRecordedAndGoneForGood() {
        put("a", "b");
        store.put("runs/other/a", new byte[] {9}, "text/plain");

        job.run(LEASE, () -> true);

        assertThat(store.list("runs/")).containsExactly("runs/other/a");
        assertThat(ledger.files)
                .containsExactly(Map.entry(FOLDER + "a", hash("a")), Map.entry(FOLDER + "b", hash("b")));
        assertThat(ledger.finished).isOne();
    }

    @Test
    void removalThatWasKilledInTheMiddle_goesOnAndKeepsWhatItRecorded() {
        put("a", "b", "c");
        AtomicInteger steps = new AtomicInteger();
        // Three hashes and one deletion, then the process is gone.
        assertThatThrownBy(() -> job.run(LEASE, () -> steps.incrementAndGet() <= 4))
                .isInstanceOf(Outage.class);
        assertThat(store.list(FOLDER)).hasSize(2);
        assertThat(ledger.finished).isZero();

        job.run(new Lease(ModelLedger.REMOVAL_JOB, FOLDER, 2, 2), () -> true);

        assertThat(store.list(FOLDER)).isEmpty();
        assertThat(ledger.files).containsOnlyKeys(FOLDER + "a", FOLDER + "b", FOLDER + "c");
        assertThat(ledger.finished).isOne();
    }

    @Test
    void importThatCameToNothing_isRemovedWithoutARecord() {
        put("a");
        ledger.known = false;

        job.run(LEASE, () -> true);

        assertThat(store.list(FOLDER)).isEmpty();
        assertThat(ledger.files).isEmpty();
        assertThat(ledger.finished).isOne();
    }

    @Test
    void removalThatFails_isTriedAgainLater() {
        job.abandon(LEASE, new IllegalStateException("as told"));

        assertThat(ledger.putOff).isEqualTo(LEASE);
    }

    private void put(String... names) {
        for (String name : names) {
            store.put(FOLDER + name, name.getBytes(StandardCharsets.UTF_8), "text/plain");
        }
    }

    private static Sha256 hash(String name) {
        return Sha256.of(name.getBytes(StandardCharsets.UTF_8));
    }

    /** One deletion in memory. */
    private static final class OneDeletion implements DeletionLedger {

        private final SortedMap<String, Sha256> files = new TreeMap<>();
        private boolean known = true;
        private int finished;
        private @Nullable Lease putOff;

        @Override
        public Optional<Deletion> findByFolder(String folder) {
            return known
                    ? Optional.of(new Deletion(Subject.of(RUN), "tester", "why", Instant.EPOCH, files, null))
                    : Optional.empty();
        }

        @Override
        public void record(Lease lease, Map<String, Sha256> more) {
            files.putAll(more);
        }

        @Override
        public void finish(Lease lease) {
            finished++;
        }

        @Override
        public void putOff(Lease lease) {
            putOff = lease;
        }

        @Override
        public Optional<Deletion> delete(ModelVersion model, DeletionRequest request) {
            return Optional.empty();
        }

        @Override
        public Optional<Deletion> delete(RunId run, DeletionRequest request) {
            return Optional.empty();
        }

        @Override
        public Optional<Deletion> find(Subject subject) {
            return Optional.empty();
        }

        @Override
        public Page<Deletion> list(PageRequest page) {
            return Page.whole(List.of());
        }
    }
}
