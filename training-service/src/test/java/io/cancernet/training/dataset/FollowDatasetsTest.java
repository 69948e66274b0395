package io.cancernet.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.HeardChanges;
import io.cancernet.common.event.DatasetFrozen;
import io.cancernet.common.kafka.Origin;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.cancernet.common.patch.Split;
import io.cancernet.common.testing.InMemoryAuditTrail;
import io.cancernet.training.testing.TinyDataset;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowDatasetsTest {

    private final InMemoryFrozenDatasets datasets = new InMemoryFrozenDatasets();
    private final InMemoryAuditTrail audit = new InMemoryAuditTrail();
    private final FollowDatasets following = new FollowDatasets(datasets, new HeardChanges(audit));
    private final DatasetFrozen event = TinyDataset.usual("follow").frozen();

    @Test
    void announcement_isRememberedHoweverOftenItComes() {
        assertThat(following.handle(List.of(received(event), received(event))))
                .containsExactly(Outcome.DONE, Outcome.DONE);
        assertThat(datasets.find(event.dataset())).contains(FrozenDataset.of(event));
        assertThat(audit.entries())
                .extracting(AuditEntry::who, AuditEntry::action, AuditEntry::subject, AuditEntry::address)
                .containsExactly(tuple(
                        "/test", "dataset-frozen", event.dataset().toString(), "kafka:topic-0@1 1970-01-01T00:00:00Z"));
    }

    @Test
    void versionAnnouncedWithAnotherManifest_isRefused() {
        DatasetFrozen other =
                new TinyDataset("follow").add("x", Split.TRAIN, 1, 1).frozen();

        List<Outcome> outcomes = following.handle(List.of(received(event), received(other)));

        assertThat(outcomes.get(0)).isEqualTo(Outcome.DONE);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Failed.class);
        assertThat(datasets.find(event.dataset())).contains(FrozenDataset.of(event));
    }

    private static Received<DatasetFrozen> received(DatasetFrozen event) {
        return new Received<>(event, Instant.EPOCH, new Origin("/test", "topic", 0, 1, Instant.EPOCH));
    }
}
