package io.cancernet.dataset.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.dataset.testing.FrozenInMemory;
import io.cancernet.dataset.work.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideEraserTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private static Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final FrozenInMemory frozen = new FrozenInMemory(store);
    private final FrozenDataset dataset = frozen.dataset();
    private final InMemoryDatasets datasets = new InMemoryDatasets();
    private final SlideEraser eraser = new SlideEraser(datasets, store, WorkDirectory.in(directory));
    private final SlideId first = frozen.lines().get(0).slideId();
    private final SlideId last = frozen.lines().get(17).slideId();

    @BeforeEach
    void add() {
        datasets.add(dataset);
    }

    @Test
    void lines_of_the_slide_are_taken_out_of_the_manifest_and_counted() throws IOException {
        eraser.erase(dataset.dataset(), first, NOON);

        byte[] manifest = store.get(dataset.manifest().key());
        assertThat(JsonLines.read(manifest, ManifestLine.class))
                .isEqualTo(frozen.lines().subList(3, 18))
                .noneMatch(line -> line.slideId().equals(first));
        Erased erased = erased();
        assertThat(erased.slides()).containsExactly(first);
        assertThat(erased.patches()).isEqualTo(3);
        assertThat(erased.at()).isEqualTo(NOON);
        assertThat(erased.manifest().sha256()).isEqualTo(Sha256.of(manifest));
        assertThat(datasets.find(dataset.dataset()).orElseThrow().manifest()).isEqualTo(dataset.manifest());
    }

    @Test
    void second_time_changes_nothing() {
        eraser.erase(dataset.dataset(), first, NOON);
        Erased once = erased();

        eraser.erase(dataset.dataset(), first, NOON);

        assertThat(erased()).isEqualTo(once);
    }

    @Test
    void second_slide_joins_the_first() {
        eraser.erase(dataset.dataset(), last, NOON.plusSeconds(1));
        eraser.erase(dataset.dataset(), first, NOON);

        assertThat(erased().slides()).containsExactlyInAnyOrder(first, last);
        assertThat(erased().patches()).isEqualTo(6);
        assertThat(erased().at()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void what_was_made_from_the_patches_goes_too() {
        store.put("datasets/memory/3/contact-sheet.png", new byte[] {1}, "image/png");
        store.put("datasets/memory/31/manifest.jsonl.gz", new byte[] {1}, "application/gzip");

        eraser.erase(dataset.dataset(), first, NOON);

        assertThat(store.list("datasets/"))
                .containsExactly(dataset.manifest().key(), "datasets/memory/31/manifest.jsonl.gz");
    }

    private Erased erased() {
        return Objects.requireNonNull(
                datasets.find(dataset.dataset()).orElseThrow().erased());
    }
}
