package io.cancernet.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.event.DatasetFrozen;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.cancernet.common.patch.Split;
import io.cancernet.training.testing.TinyDataset;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowDatasetsTest {

    private final InMemoryFrozenDatasets datasets = new InMemoryFrozenDatasets();
    private final FollowDatasets following = new FollowDatasets(datasets);
    private final DatasetFrozen event = TinyDataset.usual("follow").frozen();

    @Test
    void announcement_isRememberedHoweverOftenItComes() {
        assertThat(following.handle(List.of(received(event), received(event))))
                .containsExactly(Outcome.DONE, Outcome.DONE);
        assertThat(datasets.find(event.dataset())).contains(FrozenDataset.of(event));
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
        return new Received<>(event, Instant.EPOCH);
    }
}
