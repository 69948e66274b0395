package io.cancernet.dataset.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.DatasetFrozen.SplitCount;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.JsonLinesFile;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.dataset.dataset.FrozenDataset.FrozenSlide;
import io.cancernet.dataset.patch.PatchIndexes;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.split.GivenSplit;
import io.cancernet.dataset.split.PatchRandom;
import io.cancernet.dataset.split.SplitRule;
import io.cancernet.dataset.split.SplitStrategy;
import io.cancernet.dataset.testing.StoredSlides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTest {

    private static final SplitRule GIVEN = new GivenSplit(SplitStrategy.SOURCE, false, null, 42);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final StoredSlides slides = new StoredSlides(store);

    @TempDir
    Path directory;

    @Test
    void same_bytes_in_two_splits_are_left_out_of_both() throws IOException {
        Draft draft = draft(GIVEN, sixPatches());

        assertThat(draft.duplicatesLeftOut()).isEqualTo(2);
        assertThat(lines(draft))
                .hasSize(4)
                .extracting(each -> each.image().sha256())
                .doesNotContain(Sha256.of("blank".getBytes(UTF_8)));
        assertThat(draft.counts())
                .containsExactly(
                        new SplitCount(Split.TRAIN, 2, 1, 1),
                        new SplitCount(Split.VALIDATION, 1, 0, 1),
                        new SplitCount(Split.TEST, 1, 1, 0));
    }

    @Test
    void lines_are_in_one_order_whatever_came_first() throws IOException {
        List<Slide> chosen = new ArrayList<>();
        for (String id : List.of("c", "a", "d", "b")) {
            List<IndexLine> index = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                index.add(slides.line(id, 5 - i, i % 2, List.of(Split.values()).get(i % 3), id + i));
            }
            chosen.add(slides.slide(id, index));
        }
        SplitRule leaky = new GivenSplit(SplitStrategy.SOURCE, true, null, 42);
        List<ManifestLine> first = lines(draft(leaky, chosen));
        Collections.reverse(chosen);

        assertThat(lines(draft(leaky, chosen))).isEqualTo(first).hasSize(20);
        assertThat(first).extracting(ManifestLine::split).isSortedAccordingTo(Comparable::compareTo);
        assertThat(first.stream().filter(line -> line.split() == Split.TRAIN))
                .extracting(line -> line.caseId() + " " + line.x())
                .containsExactly("a 2", "a 5", "b 2", "b 5", "c 2", "c 5", "d 2", "d 5");
    }

    @Test
    void file_has_the_bytes_of_json_lines() throws IOException {
        Draft draft = draft(GIVEN, sixPatches());
        try (JsonLinesFile file = JsonLinesFile.create(directory)) {
            draft.write(file);
            Sha256 sha256 = file.finish();
            byte[] bytes = Files.readAllBytes(file.path());

            assertThat(JsonLines.write(JsonLines.read(bytes, ManifestLine.class)))
                    .isEqualTo(bytes);
            assertThat(Sha256.of(bytes)).isEqualTo(sha256);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void slide_of_a_leaky_dataset_stands_in_every_split_of_its_case() {
        List<Slide> chosen = List.of(slides.patches("a", 20, 20), slides.patches("b", 20, 20));

        Draft draft = draft(new PatchRandom(PatchRandom.TUTORIAL, 42), chosen);

        assertThat(draft.leaky()).isTrue();
        assertThat(draft.slides())
                .extracting(FrozenSlide::caseId, FrozenSlide::split)
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @Test
    void border_and_unlabelled_patches_are_counted_when_left_out() {
        Slide slide = slides.slide(
                "a",
                List.of(
                        slides.line("a", 1, 0, null, "a1", 12),
                        slides.line("a", 2, 1, null, "a2"),
                        slides.line("a", 3, null, null, "a3")));
        PatchIndexes indexes = new PatchIndexes(store);
        Selection dropping = new Selection(List.of(slide), PatchChoice.labelled(BorderPatches.DROP), indexes);
        Selection keeping = new Selection(List.of(slide), PatchChoice.labelled(BorderPatches.KEEP), indexes);

        assertThat(dropping.pool().size()).isEqualTo(1);
        assertThat(dropping.borderLeftOut()).isEqualTo(1);
        assertThat(dropping.unlabelledLeftOut()).isEqualTo(1);
        assertThat(keeping.pool().size()).isEqualTo(2);
        assertThat(keeping.borderLeftOut()).isZero();
        assertThat(keeping.pool().count(1)).isEqualTo(1);
    }

    @Test
    void index_with_other_bytes_is_refused() {
        Slide slide = slides.patches("a", 1, 1);
        store.put(slide.index().key(), JsonLines.write(List.of()), "application/gzip");

        assertRefused(() -> draft(GIVEN, List.of(slide)), ErrorCode.HASH_MISMATCH, "not the one that was stored");
        store.delete(slide.index().key());
        assertRefused(() -> draft(GIVEN, List.of(slide)), ErrorCode.HASH_MISMATCH, "is gone");
    }

    @Test
    void missing_class_is_named() {
        Draft negative = draft(
                GIVEN,
                List.of(
                        slides.slide(
                                "a",
                                List.of(
                                        slides.line("a", 1, 0, Split.TRAIN, "1"),
                                        slides.line("a", 2, 0, Split.TRAIN, "2"))),
                        slides.slide("v", List.of(slides.line("v", 1, 1, Split.VALIDATION, "3"))),
                        slides.slide("t", List.of(slides.line("t", 1, 1, Split.TEST, "4")))));

        assertRefused(
                () -> FreezeRules.requireTrainable(negative.counts()),
                ErrorCode.DATASET_ONE_CLASS,
                "train split has no positive (class 1)");
        assertRefused(
                () -> FreezeRules.requireTrainable(List.of(new SplitCount(Split.TEST, 0, 0, 0))),
                ErrorCode.DATASET_TOO_FEW_CASES,
                "test split is empty");
        assertRefused(
                () -> FreezeRules.requireBothClasses(
                        selection(List.of(slides.patches("p", 2, 0))).pool()),
                ErrorCode.DATASET_ONE_CLASS,
                "negative (class 0)");
        assertRefused(
                () -> FreezeRules.requireBothClasses(selection(List.of()).pool()),
                ErrorCode.DATASET_EMPTY,
                "no labelled patch");
    }

    @Test
    void resolutions_do_not_mix() {
        Slide coarse = slides.patches("a", 1, 1);
        Slide fine = slides.patches("b", 1, 1, 0.5);

        assertThat(FreezeRules.commonResolution(List.of(coarse, slides.patches("c", 1, 1)))
                        .value())
                .isEqualTo(4);
        assertRefused(() -> FreezeRules.commonResolution(List.of(coarse, fine)), ErrorCode.CONFLICT, "0.5");
        assertRefused(() -> FreezeRules.commonResolution(List.of()), ErrorCode.DATASET_EMPTY, "No slide");
    }

    private List<Slide> sixPatches() {
        return List.of(
                slides.slide(
                        "a",
                        List.of(
                                slides.line("a", 1, 0, Split.TRAIN, "blank"),
                                slides.line("a", 2, 1, Split.TRAIN, "a2"))),
                slides.slide(
                        "b",
                        List.of(
                                slides.line("b", 1, 0, Split.VALIDATION, "blank"),
                                slides.line("b", 2, 1, Split.VALIDATION, "b2"))),
                slides.slide("c", List.of(slides.line("c", 1, 0, Split.TEST, "c1"))),
                slides.slide("d", List.of(slides.line("d", 1, 0, Split.TRAIN, "a2"))));
    }

    private Selection selection(List<Slide> chosen) {
        return new Selection(chosen, PatchChoice.labelled(BorderPatches.KEEP), new PatchIndexes(store));
    }

    private Draft draft(SplitRule rule, List<Slide> chosen) {
        Selection selection = selection(chosen);
        return new Draft(selection, rule.assign(selection.pool()).get(0));
    }

    private List<ManifestLine> lines(Draft draft) throws IOException {
        try (JsonLinesFile file = JsonLinesFile.create(directory)) {
            draft.write(file);
            file.finish();
            return JsonLines.read(Files.readAllBytes(file.path()), ManifestLine.class);
        }
    }

    private static void assertRefused(Runnable call, ErrorCode code, String why) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }
}
