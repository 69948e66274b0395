package io.cancernet.training.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.training.patch.PatchRepository.Known;
import io.cancernet.training.testing.TinyDataset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every patch store does. */
public abstract class PatchRepositoryContract {

    private final TinyDataset dataset =
            new TinyDataset("contract").add(getClass().getSimpleName().toLowerCase(Locale.ROOT), Split.TRAIN, 3, 2);

    protected abstract PatchRepository repository();

    @Test
    void patchesFromEvents_areFoundWhereTheyLie() {
        repository().addFromEvents(dataset.extracted());

        Map<PatchId, Known> found = repository().find(ids());

        assertThat(found).hasSize(5);
        ManifestLine first = dataset.lines().get(0);
        assertThat(found.get(first.patchId())).isEqualTo(new Known(first.image(), true));
    }

    @Test
    void patchThatIsKnown_staysAsItIs() {
        repository().addFromEvents(dataset.extracted());
        List<PatchExtracted> twice = new ArrayList<>(dataset.extracted());
        twice.addAll(dataset.extracted());

        repository().addFromEvents(twice);
        repository().addFromManifest(dataset.lines());

        assertThat(repository().find(ids())).hasSize(5).values().allMatch(Known::fromEvent);
    }

    @Test
    void patchesNobodyToldOf_areNotFound() {
        TinyDataset other = new TinyDataset("contract-unknown").add("z", Split.TEST, 1, 1);

        assertThat(repository().find(List.of(other.lines().get(0).patchId()))).isEmpty();
        assertThat(repository().find(List.of())).isEmpty();
    }

    @Test
    void patchesFromManifest_areMarkedSo() {
        TinyDataset gaps = new TinyDataset("contract-gaps").add(getClass().getSimpleName(), Split.TRAIN, 1, 1);

        repository().addFromManifest(gaps.lines());

        assertThat(repository().find(List.of(gaps.lines().get(0).patchId())).values())
                .containsExactly(new Known(gaps.lines().get(0).image(), false));
    }

    @Test
    void patchesOfASlide_areForgottenWithIt() {
        TinyDataset two = new TinyDataset("contract-removed")
                .add(getClass().getSimpleName() + "a", Split.TRAIN, 1, 1)
                .add(getClass().getSimpleName() + "b", Split.TRAIN, 1, 1);
        repository().addFromManifest(two.lines());
        List<PatchId> all = two.lines().stream().map(ManifestLine::patchId).toList();

        repository().removeSlides(List.of(two.lines().get(0).slideId()));

        assertThat(repository().find(all).keySet()).containsExactlyInAnyOrder(all.get(2), all.get(3));
        repository().remove(List.of(all.get(2)));
        assertThat(repository().find(all).keySet()).containsExactly(all.get(3));
    }

    @Test
    void latestDeletionOfASlide_isRemembered() {
        SlideId slide = new TinyDataset("contract-deleted")
                .add(getClass().getSimpleName(), Split.TRAIN, 1, 1)
                .lines()
                .get(0)
                .slideId();
        Instant noon = Instant.parse("2026-11-21T12:00:00Z");
        assertThat(repository().deleted(List.of(slide))).isEmpty();

        repository().markDeleted(slide, noon);
        repository().markDeleted(slide, noon.minusSeconds(1));

        assertThat(repository().deleted(List.of(slide))).containsExactly(Map.entry(slide, noon));
    }

    private List<PatchId> ids() {
        return dataset.lines().stream().map(ManifestLine::patchId).toList();
    }
}
