package io.cancernet.dataset.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.DatasetFrozen.SplitCount;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.slide.Slide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManifestTest {

    private static final Map<CaseId, Split> SPLITS = Map.of(
            new CaseId("a"), Split.TRAIN,
            new CaseId("b"), Split.VALIDATION,
            new CaseId("c"), Split.TEST,
            new CaseId("d"), Split.TRAIN);

    @Test
    void same_bytes_in_two_splits_are_left_out_of_both() {
        Selection selection = new Selection(BorderPatches.KEEP);
        selection.add(slide("a"), line("a", 1, 0, "blank", 50));
        selection.add(slide("a"), line("a", 2, 1, "a2", 50));
        selection.add(slide("b"), line("b", 1, 0, "blank", 50));
        selection.add(slide("b"), line("b", 2, 1, "b2", 50));
        selection.add(slide("c"), line("c", 1, 0, "c1", 50));
        selection.add(slide("d"), line("d", 1, 0, "a2", 50));

        Manifest manifest = Manifest.of(selection.patches(), SPLITS);

        assertThat(manifest.duplicatesLeftOut()).isEqualTo(2);
        assertThat(manifest.lines())
                .extracting(each -> each.image().sha256())
                .doesNotContain(Sha256.of("blank".getBytes(UTF_8)));
        assertThat(manifest.counts())
                .containsExactly(
                        new SplitCount(Split.TRAIN, 2, 1, 1),
                        new SplitCount(Split.VALIDATION, 1, 0, 1),
                        new SplitCount(Split.TEST, 1, 1, 0));
    }

    @Test
    void lines_are_in_one_order_whatever_came_first() {
        List<ChosenPatch> patches = new ArrayList<>();
        Selection selection = new Selection(BorderPatches.KEEP);
        for (String id : List.of("c", "a", "d", "b")) {
            for (int i = 0; i < 5; i++) {
                selection.add(slide(id), line(id, i, i % 2, id + i, 50));
            }
        }
        patches.addAll(selection.patches());
        byte[] first = JsonLines.write(Manifest.of(patches, SPLITS).lines());
        Collections.reverse(patches);
        Manifest again = Manifest.of(patches, SPLITS);

        assertThat(JsonLines.write(again.lines())).isEqualTo(first);
        assertThat(again.lines()).extracting(ManifestLine::split).isSortedAccordingTo(Comparable::compareTo);
    }

    @Test
    void border_and_unlabelled_patches_are_counted_when_left_out() {
        Selection dropping = new Selection(BorderPatches.DROP);
        Selection keeping = new Selection(BorderPatches.KEEP);
        for (Selection selection : List.of(dropping, keeping)) {
            selection.add(slide("a"), line("a", 1, 0, "a1", 12));
            selection.add(slide("a"), line("a", 2, 1, "a2", 50));
            selection.add(slide("a"), line("a", 3, null, "a3", 50));
        }

        assertThat(dropping.patches()).hasSize(1);
        assertThat(dropping.borderLeftOut()).isEqualTo(1);
        assertThat(dropping.unlabelledLeftOut()).isEqualTo(1);
        assertThat(keeping.patches()).hasSize(2);
        assertThat(keeping.borderLeftOut()).isZero();
        assertThat(keeping.cases()).containsExactly(new LabelledCase(new CaseId("a"), 1, 1));
    }

    @Test
    void missing_class_is_named() {
        Selection selection = new Selection(BorderPatches.KEEP);
        selection.add(slide("a"), line("a", 1, 0, "a1", 50));

        assertRefused(
                () -> FreezeRules.requireBothClasses(selection), ErrorCode.DATASET_ONE_CLASS, "positive (class 1)");
        assertRefused(
                () -> FreezeRules.requireTrainable(List.of(new SplitCount(Split.TRAIN, 2, 0, 9))),
                ErrorCode.DATASET_ONE_CLASS,
                "train split has no negative (class 0)");
        assertRefused(
                () -> FreezeRules.requireTrainable(List.of(new SplitCount(Split.TEST, 0, 0, 0))),
                ErrorCode.DATASET_TOO_FEW_CASES,
                "test split is empty");
        assertRefused(
                () -> FreezeRules.requireBothClasses(new Selection(BorderPatches.KEEP)),
                ErrorCode.DATASET_EMPTY,
                "no labelled patch");
    }

    @Test
    void resolutions_do_not_mix() {
        Slide coarse = slide("a");
        Slide fine = slide("b", 0.5);

        assertThat(FreezeRules.commonResolution(List.of(coarse, slide("c"))).value())
                .isEqualTo(4);
        assertRefused(() -> FreezeRules.commonResolution(List.of(coarse, fine)), ErrorCode.CONFLICT, "0.5");
        assertRefused(() -> FreezeRules.commonResolution(List.of()), ErrorCode.DATASET_EMPTY, "No slide");
    }

    private static void assertRefused(Runnable call, ErrorCode code, String why) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }

    private static IndexLine line(String caseId, int x, @Nullable Integer label, String bytes, int width) {
        PatchId id = new PatchId(Hashes.identity(caseId, Integer.toString(x)));
        Sha256 sha256 = Sha256.of(bytes.getBytes(UTF_8));
        return new IndexLine(id, x, 1, width, 50, label, null, new PatchLocation("shard", 512, 9, sha256));
    }

    private static Slide slide(String caseId) {
        return slide(caseId, 4);
    }

    private static Slide slide(String caseId, double mpp) {
        return new Slide(
                new SlideId(Hashes.identity("slide", caseId)),
                new CaseId(caseId),
                new ExtractionId(Hashes.identity("extraction", caseId)),
                new IngestId("ingest"),
                Purpose.DATASET,
                5,
                5,
                0,
                2,
                3,
                new MicronsPerPixel(mpp),
                50,
                50,
                new ObjectRef("index", Sha256.of(new byte[0])),
                null,
                null,
                Slide.NO_PARAMETERS,
                Instant.EPOCH);
    }
}
