package io.cancernet.training.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.kafka.Origin;
import io.cancernet.common.kafka.Received;
import io.cancernet.training.testing.TinyDataset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorePatchesTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final InMemoryPatchRepository patches = new InMemoryPatchRepository();
    private final StorePatches store = new StorePatches(patches);
    private final List<PatchExtracted> events = TinyDataset.usual("late").extracted();
    private final SlideId slide = events.get(0).slideId();

    @Test
    void patchesToldBeforeTheirSlideWasDeleted_areNotKept() {
        patches.markDeleted(slide, NOON);

        store.handle(received(NOON));

        assertThat(patches.find(ids())).hasSize((int)
                events.stream().filter(each -> !each.slideId().equals(slide)).count());
    }

    @Test
    void patchesOfASlideThatCameBack_areKept() {
        patches.markDeleted(slide, NOON);
        List<Received<PatchExtracted>> both = new ArrayList<>(received(NOON.minusSeconds(1)));
        both.addAll(received(NOON.plusMillis(1)));

        store.handle(both);

        assertThat(patches.find(ids())).hasSize(events.size());
    }

    private List<Received<PatchExtracted>> received(Instant at) {
        return events.stream()
                .map(each -> new Received<>(each, at, new Origin("/test", "topic", 0, 1, at)))
                .toList();
    }

    private List<PatchId> ids() {
        return events.stream().map(PatchExtracted::patchId).toList();
    }
}
