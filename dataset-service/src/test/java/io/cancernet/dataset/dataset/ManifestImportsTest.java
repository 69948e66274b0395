package io.cancernet.dataset.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.dataset.dataset.DatasetRepository.Freezing;
import io.cancernet.dataset.patch.PatchIndexes;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.split.SplitStrategy;
import io.cancernet.dataset.testing.InMemorySlides;
import io.cancernet.dataset.testing.StoredSlides;
import io.cancernet.dataset.work.WorkDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestImportsTest {

    @TempDir
    private static Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final StoredSlides stored = new StoredSlides(store);
    private final List<Slide> slides = List.of(
            stored.patches("a", 2, 2), stored.patches("b", 2, 2), stored.patches("c", 2, 2), stored.patches("d", 1, 1));
    private final InMemoryDatasets datasets = new InMemoryDatasets();
    private final ManifestImports imports = new ManifestImports(
            new InMemorySlides(slides),
            new PatchIndexes(store),
            new Freezer(datasets, store, WorkDirectory.in(directory)),
            InMemoryDatasets.CONFIG);
    private List<ManifestLine> lines = new ArrayList<>();

    @BeforeEach
    void makeLines() {
        Map<String, Split> splits = Map.of("a", Split.TRAIN, "b", Split.VALIDATION, "c", Split.TEST, "d", Split.TRAIN);
        lines = new ArrayList<>();
        for (Slide slide : slides) {
            Split split = splits.getOrDefault(slide.caseId().value(), Split.TRAIN);
            new PatchIndexes(store)
                    .read(
                            slide,
                            line -> lines.add(
                                    new ChosenPatch(slide, line, line.label() == null ? 0 : line.label(), null)
                                            .in(split)));
        }
    }

    @Test
    void manifest_is_frozen_as_it_says() throws IOException {
        Freezing freezing = freeze(false);

        assertThat(freezing.added()).isTrue();
        FrozenDataset dataset = freezing.dataset();
        assertThat(dataset.strategy()).isEqualTo(SplitStrategy.IMPORTED);
        assertThat(dataset.leaky()).isFalse();
        assertThat(dataset.patches()).isEqualTo(14);
        assertThat(JsonLines.read(store.get(dataset.manifest().key()), ManifestLine.class))
                .containsExactlyInAnyOrderElementsOf(lines);
    }

    @Test
    void order_and_compression_do_not_matter_and_the_same_is_told() {
        FrozenDataset first = freeze(false).dataset();
        Collections.reverse(lines);

        Freezing again = freeze(false);

        assertThat(again.added()).isFalse();
        assertThat(again.dataset()).isEqualTo(first);
        byte[] exported = store.get(first.manifest().key());
        assertThat(imports.freeze("other", false, new ByteArrayInputStream(exported))
                        .dataset()
                        .manifest()
                        .sha256())
                .isEqualTo(first.manifest().sha256());
    }

    @Test
    void part_of_the_patches_may_be_named() {
        lines.removeIf(line -> line.caseId().value().equals("d") || line.x() == 1);

        assertThat(freeze(false).dataset().patches()).isEqualTo(9);
    }

    @Test
    void lines_that_disagree_with_what_is_stored_are_named_with_the_field() {
        change(2, line -> with(line, line.split(), 1 - line.label(), line.x()));
        change(7, line -> with(line, line.split(), line.label(), 999));

        assertRefused(
                false,
                "2 of the manifest's lines are refused: line 3: its label is not that of the stored patch; "
                        + "line 8: its x or y is not that of the stored patch.");
    }

    @Test
    void patches_that_are_not_stored_are_named() {
        change(0, line -> moved(line, line.extractionId(), new PatchId(Hashes.identity("none"))));
        change(5, line -> moved(line, new ExtractionId(Hashes.identity("none")), line.patchId()));

        assertRefused(
                false,
                "2 of the manifest's lines are refused: line 1: its patch is not one of its extraction; "
                        + "line 6: its extraction is not stored here.");
    }

    @Test
    void repeated_patches_are_named_with_both_lines() {
        lines.add(lines.get(3));

        assertRefused(false, "line 15: its patch stands in line 4 already");
    }

    @Test
    void case_in_two_splits_is_refused_unless_leaks_are_allowed() {
        change(0, line -> with(line, Split.TEST, line.label(), line.x()));

        assertRefused(false, "1 case stands in more than one split: a (train, test)");
        assertThat(freeze(true).dataset().leaky()).isTrue();
    }

    @Test
    void only_the_first_errors_are_told_and_the_rest_counted() {
        List<ManifestLine> once = List.copyOf(lines);
        lines.addAll(once);
        lines.addAll(once);

        assertRefused(false, "28 of the manifest's lines are refused: line 15: its patch stands in line 1 already; ");
        assertRefused(false, "; and 8 more. Nothing was frozen");
    }

    @Test
    void what_is_no_manifest_is_refused() {
        assertThatThrownBy(() -> imports.freeze("x", false, new ByteArrayInputStream(new byte[] {1, 2, 3})))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("cannot be read");
        lines.clear();
        assertThatThrownBy(() -> freeze(false)).isInstanceOfSatisfying(DomainException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.DATASET_EMPTY));
        assertThat(datasets.all()).isEmpty();
    }

    private void change(int index, Function<ManifestLine, ManifestLine> change) {
        lines.set(index, change.apply(lines.get(index)));
    }

    private static ManifestLine with(ManifestLine line, Split split, int label, int x) {
        return new ManifestLine(
                split,
                line.caseId(),
                line.slideId(),
                line.extractionId(),
                line.patchId(),
                x,
                line.y(),
                line.width(),
                line.height(),
                label,
                line.image());
    }

    private static ManifestLine moved(ManifestLine line, ExtractionId extraction, PatchId patch) {
        return new ManifestLine(
                line.split(),
                line.caseId(),
                line.slideId(),
                extraction,
                patch,
                line.x(),
                line.y(),
                line.width(),
                line.height(),
                line.label(),
                line.image());
    }

    private Freezing freeze(boolean allowLeaky) {
        return imports.freeze("imported", allowLeaky, new ByteArrayInputStream(JsonLines.write(lines)));
    }

    private void assertRefused(boolean allowLeaky, String why) {
        assertThatThrownBy(() -> freeze(allowLeaky))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MANIFEST_INVALID))
                .hasMessageContaining(why);
        assertThat(datasets.all()).isEmpty();
    }
}
