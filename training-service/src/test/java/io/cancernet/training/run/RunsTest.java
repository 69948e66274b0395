package io.cancernet.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.training.dataset.FrozenDataset;
import io.cancernet.training.dataset.InMemoryFrozenDatasets;
import io.cancernet.training.testing.TinyDataset;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunsTest {

    private static final TinyDataset DATASET = TinyDataset.usual("runs");

    private final InMemoryFrozenDatasets datasets = new InMemoryFrozenDatasets();
    private final InMemoryRunLedger ledger = new InMemoryRunLedger();
    private final Runs runs =
            new Runs(datasets, new FakeRecipeBook(), ledger, FixedRunConfig.IMPATIENT, Clock.systemUTC());

    @BeforeEach
    void announceDataset() {
        datasets.add(new FrozenDataset(DATASET.version(), DATASET.frozen().manifest(), TinyDataset.MPP, false));
    }

    @Test
    void request_becomesAQueuedRunWithAllItsSettings() {
        Run run = runs.start(request(Map.of("epochs", 5), null));

        assertThat(run.progress().state()).isEqualTo(RunState.QUEUED);
        assertThat(run.plan().epochsTotal()).isEqualTo(5);
        assertThat(run.plan().settings()).containsEntry("epochs", 5).containsEntry("seed", 42L);
        assertThat(run.plan().codeVersion()).isEqualTo("test");
        assertThat(ledger.find(run.id())).contains(run);
    }

    @Test
    void sameKey_meansTheSameRun() {
        Run first = runs.start(request(Map.of(), "key-1"));

        assertThat(runs.start(request(Map.of(), "key-1"))).isEqualTo(first);
        assertThat(runs.start(request(Map.of(), "key-2")).id()).isNotEqualTo(first.id());
        assertThat(runs.start(request(Map.of(), null)).id()).isNotEqualTo(first.id());
    }

    @Test
    void sameKeyForAnotherRequest_isRefused() {
        runs.start(request(Map.of(), "key-1"));

        assertRefused(() -> runs.start(request(Map.of("epochs", 9), "key-1")), ErrorCode.CONFLICT, "key-1");
    }

    @Test
    void unknownOverride_isRefusedByNameAndLeavesNothing() {
        assertRefused(
                () -> runs.start(request(Map.of("epoch", 9), null)), ErrorCode.RECIPE_INVALID, "recipe field epoch");
        assertThat(ledger.runs).isEmpty();
    }

    @Test
    void unknownDataset_isRefused() {
        RunRequest request = new RunRequest(new DatasetVersion("other", 1), "cancernet", Map.of(), null, 0, null);

        assertRefused(() -> runs.start(request), ErrorCode.NOT_FOUND, "other/1");
    }

    @Test
    void datasetThatWasErasedFrom_isRefusedSayingWhatToDo() {
        datasets.erase(DATASET.version(), DATASET.lines().get(0).slideId(), Instant.EPOCH);

        assertRefused(() -> runs.start(request(Map.of(), null)), ErrorCode.DATASET_ERASED_FROM, "freeze a new version");
        assertThat(ledger.runs).isEmpty();
    }

    @Test
    void queuedRun_isCancelledAtOnceAndOnce() {
        RunId id = runs.start(request(Map.of(), null)).id();

        assertThat(runs.cancel(id).progress().state()).isEqualTo(RunState.CANCELLED);
        assertThat(runs.cancel(id).progress().state()).isEqualTo(RunState.CANCELLED);
        assertThat(ledger.history).containsExactly("cancelled");
    }

    @Test
    void unknownRun_isNotFound() {
        RunId unknown = new RunId("20260101-000000-abcdef");

        assertRefused(() -> runs.cancel(unknown), ErrorCode.NOT_FOUND, unknown.value());
        assertRefused(() -> runs.find(unknown), ErrorCode.NOT_FOUND, unknown.value());
    }

    private static RunRequest request(Map<String, Object> overrides, @Nullable String key) {
        return new RunRequest(DATASET.version(), "cancernet", overrides, null, 0, key);
    }

    private static void assertRefused(ThrowingCallable asking, ErrorCode code, String message) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }
}
