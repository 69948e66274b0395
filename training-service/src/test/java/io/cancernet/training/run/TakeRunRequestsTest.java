package io.cancernet.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.audit.HeardChanges;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.RunRequested;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.kafka.Origin;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.cancernet.common.testing.InMemoryAuditTrail;
import io.cancernet.training.dataset.FrozenDataset;
import io.cancernet.training.dataset.InMemoryFrozenDatasets;
import io.cancernet.training.testing.TinyDataset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakeRunRequestsTest {

    private static final Origin ORIGIN = new Origin("/hospital", "cancernet.runs.requested.v1", 2, 17, Instant.EPOCH);
    private static final TinyDataset DATASET = TinyDataset.usual("requested");

    private final InMemoryFrozenDatasets datasets = new InMemoryFrozenDatasets();
    private final InMemoryRunLedger ledger = new InMemoryRunLedger();
    private final Runs runs =
            new Runs(datasets, new FakeRecipeBook(), ledger, FixedRunConfig.IMPATIENT, Clock.systemUTC());
    private final InMemoryAuditTrail audit = new InMemoryAuditTrail();
    private final HeardChanges changes = new HeardChanges(audit);
    private final TakeRunRequests requests = new TakeRunRequests(runs, changes, Clock.systemUTC(), Duration.ZERO);

    @BeforeEach
    void announceDataset() {
        announce(DATASET.version());
    }

    @Test
    void request_becomesTheRunOfItsIdOnce() {
        RunRequested event = event("r-1", "requested/1", Map.of("epochs", 5));

        assertThat(handle(event, event)).containsExactly(Outcome.DONE, Outcome.DONE);

        assertThat(ledger.runs()).singleElement().satisfies(run -> {
            assertThat(run.id()).isEqualTo(new RunId("r-1"));
            assertThat(run.plan().recipe()).isEqualTo("cancernet");
            assertThat(run.plan().epochsTotal()).isEqualTo(5);
            assertThat(run.plan().seed()).isEqualTo(42);
        });
    }

    @Test
    void request_isOnRecordWithItsSourceAndPlace() {
        handle(event("r-1", "requested/1", null));

        assertThat(audit.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.who()).isEqualTo("/hospital");
            assertThat(entry.action()).isEqualTo("run-requested");
            assertThat(entry.subject()).isEqualTo("r-1");
            assertThat(entry.address()).isEqualTo("kafka:cancernet.runs.requested.v1-2@17 1970-01-01T00:00:00Z");
            assertThat(entry.details()).containsEntry("dataset", "requested/1");
        });
    }

    @Test
    void badRequests_failAloneWithCodeAndReason() {
        List<Outcome> outcomes = handle(
                event("r-1", "nowhere/1", null),
                event("r-2", "requested/1", Map.of("epoch", 5)),
                event("r-3", "requested/1", null),
                event("r-3", "requested/1", Map.of("epochs", 9)));

        assertFailed(outcomes.get(0), ErrorCode.NOT_FOUND, "nowhere/1");
        assertFailed(outcomes.get(1), ErrorCode.RECIPE_INVALID, "epoch");
        assertThat(outcomes.get(2)).isEqualTo(Outcome.DONE);
        assertFailed(outcomes.get(3), ErrorCode.CONFLICT, "run r-3 stands for another request");
        assertThat(ledger.runs()).hasSize(1);
    }

    @Test
    void datasetToldOfAMomentLater_isWaitedFor() {
        DatasetVersion late = new DatasetVersion("late", 1);
        Clock tellsWhenAsked = new Clock() {
            private int asked;

            @Override
            public Instant instant() {
                if (++asked == 3) {
                    announce(late);
                }
                return Instant.EPOCH;
            }

            @Override
            public ZoneId getZone() {
                return ZoneId.of("UTC");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };

        List<Outcome> outcomes = new TakeRunRequests(runs, changes, tellsWhenAsked, Duration.ofSeconds(1))
                .handle(received(event("r-1", "late/1", null)));

        assertThat(outcomes).containsExactly(Outcome.DONE);
    }

    private void announce(DatasetVersion version) {
        datasets.add(new FrozenDataset(version, DATASET.frozen().manifest(), TinyDataset.MPP, false));
    }

    private List<Outcome> handle(RunRequested... events) {
        return requests.handle(received(events));
    }

    private static List<Received<RunRequested>> received(RunRequested... events) {
        return Stream.of(events)
                .map(each -> new Received<>(each, Instant.EPOCH, ORIGIN))
                .toList();
    }

    private static RunRequested event(String id, String dataset, @Nullable Map<String, Object> overrides) {
        return new RunRequested(new RunId(id), DatasetVersion.parse(dataset), null, overrides, null, null);
    }

    private static void assertFailed(Outcome outcome, ErrorCode code, String reason) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(code);
            assertThat(failed.reason()).contains(reason);
        });
    }
}
