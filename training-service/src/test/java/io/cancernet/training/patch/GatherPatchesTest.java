package io.cancernet.training.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.patch.Split;
import io.cancernet.training.testing.TinyDataset;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatherPatchesTest {

    private final TinyDataset dataset = new TinyDataset("gather").add("a", Split.TRAIN, 3, 3);
    private final InMemoryPatchRepository patches = new InMemoryPatchRepository();
    private final GatherPatches gathering = new GatherPatches(patches, Clock.systemUTC());

    @Test
    void completeDataset_isGatheredWithoutWaiting() {
        patches.addFromEvents(dataset.extracted());

        GatheredPatches gathered = gathering.gather(dataset.lines(), Duration.ofHours(1), () -> {});

        assertThat(gathered.fromEvents()).isEqualTo(6);
        assertThat(gathered.fromManifest()).isZero();
        assertThat(gathered.images())
                .containsExactlyElementsOf(
                        dataset.lines().stream().map(ManifestLine::image).toList());
    }

    @Test
    void gaps_areFilledFromTheManifestAndRemembered() {
        patches.addFromEvents(dataset.extracted().subList(0, 4));

        GatheredPatches gathered = gathering.gather(dataset.lines(), Duration.ZERO, () -> {});

        assertThat(gathered.fromEvents()).isEqualTo(4);
        assertThat(gathered.fromManifest()).isEqualTo(2);
        assertThat(gathered.images()).hasSize(6);
        GatheredPatches again = gathering.gather(dataset.lines(), Duration.ofHours(1), () -> {});
        assertThat(again).isEqualTo(gathered);
    }

    @Test
    void patchesThatArriveMeanwhile_countAsToldByEvents() {
        List<PatchExtracted> events = dataset.extracted();
        patches.addFromEvents(events.subList(0, 5));
        int[] looks = {0};
        patches.onFind(() -> {
            if (++looks[0] == 2) {
                patches.addFromEvents(events);
            }
        });

        GatheredPatches gathered = gathering.gather(dataset.lines(), Duration.ofHours(1), () -> {});

        assertThat(gathered.fromEvents()).isEqualTo(6);
    }

    @Test
    void patchToldWithOtherBytes_isTakenFromTheManifest() {
        PatchExtracted told = dataset.extracted().get(0);
        PatchLocation other = dataset.lines().get(1).image();
        patches.addFromEvents(List.of(new PatchExtracted(
                told.patchId(),
                told.extractionId(),
                told.slideId(),
                told.caseId(),
                told.x(),
                told.y(),
                told.width(),
                told.height(),
                told.mpp(),
                told.label(),
                other)));

        GatheredPatches gathered = gathering.gather(dataset.lines().subList(0, 1), Duration.ZERO, () -> {});

        assertThat(gathered.images()).containsExactly(dataset.lines().get(0).image());
        assertThat(gathered.fromManifest()).isEqualTo(1);
    }

    @Test
    void wait_endsWhenTheRunMustStop() {
        assertThatThrownBy(() -> gathering.gather(dataset.lines(), Duration.ofHours(1), () -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
    }
}
