package io.cancernet.dataset.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassFoldersLayoutTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "benign/a.png, 0, -, benign/a.png",
                "Malignant/a.jpg, 1, -, Malignant/a.jpg",
                "0/a.png, 0, -, 0/a.png",
                "set/1/deep/a.png, 1, -, 1/deep/a.png",
                "normal/a.png, 0, -, normal/a.png",
                "x/positive/a.png, 1, -, positive/a.png",
                "data/train/0/a.png, 0, TRAIN, train/0/a.png",
                "Validation/malignant/a.png, 1, VALIDATION, Validation/malignant/a.png",
                "val/1/a.png, 1, VALIDATION, val/1/a.png",
                "testing/benign/a.png, 0, TEST, testing/benign/a.png",
                "cancer/0/a.png, 0, -, 0/a.png"
            })
    void folders_say_class_and_split(String path, int label, Split split, String name) {
        PatchName patch = patch(LayoutOptions.DEFAULT, path);

        assertThat(patch)
                .extracting(PatchName::label, PatchName::sourceSplit, PatchName::name, PatchName::position)
                .containsExactly(label, split, name, null);
    }

    @Test
    void split_is_ignored_by_choice() {
        LayoutOptions ignoring = new LayoutOptions(false, null, null, null);

        assertThat(patch(ignoring, "train/0/a.png").sourceSplit()).isNull();
    }

    @Test
    void file_in_no_class_folder_has_the_given_label_or_none_of_ours() {
        LayoutOptions labelled = new LayoutOptions(true, null, null, 1);

        assertThat(patch(labelled, "some/a.png").label()).isEqualTo(1);
        assertThat(patch(labelled, "0/a.png").label()).isZero();
        assertThat(layout(LayoutOptions.DEFAULT, "some/a.png").read(Paths.file("some/a.png")))
                .isInstanceOfSatisfying(QuarantinedFile.class, file -> assertThat(file.reason())
                        .isEqualTo(QuarantineReason.NAME_NOT_PARSED));
    }

    @Test
    void everything_is_one_case_that_follows_from_the_files() {
        String[] plain = {"0/a.png", "1/b.png"};
        String[] moved = {"readme.txt", "archive/1/b.png", "archive/0/a.png"};
        String[] more = {"0/a.png", "1/b.png", "1/c.png"};

        CaseId one = onlyCase(LayoutOptions.DEFAULT, plain);

        assertThat(one.value()).startsWith("archive-");
        assertThat(onlyCase(LayoutOptions.DEFAULT, moved)).isEqualTo(one);
        assertThat(onlyCase(LayoutOptions.DEFAULT, more)).isNotEqualTo(one);
        assertThat(onlyCase(new LayoutOptions(true, null, new CaseId("given"), null), plain))
                .isEqualTo(new CaseId("given"));
    }

    @Test
    void case_pattern_gives_cases() {
        LayoutOptions options = new LayoutOptions(true, new CasePattern("/(?<case>[0-9]+)_[^/]*$"), null, null);

        SourceScan scan = scan(options, "0/12_a.png", "1/12_b.png", "1/13_a.png", "1/none.png");

        assertThat(scan.slides())
                .extracting(each -> each.name().caseId().value(), each -> each.candidates()
                        .size())
                .containsExactly(tuple("12", 2), tuple("13", 1));
        assertThat(scan.unassigned())
                .extracting(QuarantinedFile::sourceName, QuarantinedFile::reason)
                .containsExactly(tuple("1/none.png", QuarantineReason.NAME_NOT_PARSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0-9]+", "(?<case>", "(?<slide>x)"})
    void pattern_without_a_case_is_refused(String pattern) {
        assertThatThrownBy(() -> new CasePattern(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pattern_that_would_never_end_finds_nothing() {
        CasePattern pattern = new CasePattern("(?<case>(a+)+)b$");

        assertThat(pattern.find("a".repeat(60) + "c")).isEmpty();
        assertThat(pattern.find("aab")).contains(new CaseId("aa"));
    }

    @Test
    void resolution_must_be_given() {
        PatchLayout layout = layout(LayoutOptions.DEFAULT);
        SlideName slide = SlideName.of(new CaseId("a"));

        assertThat(layout.mpp(slide, new MicronsPerPixel(0.5))).isEqualTo(new MicronsPerPixel(0.5));
        assertThatThrownBy(() -> layout.mpp(slide, null))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SLIDE_MPP_MISSING))
                .hasMessageContaining("Submit the archive with mpp");
    }

    private static CaseId onlyCase(LayoutOptions options, String... paths) {
        List<SourceScan.ScannedSlide> slides = scan(options, paths).slides();
        assertThat(slides).hasSize(1);
        return slides.get(0).name().caseId();
    }

    private static SourceScan scan(LayoutOptions options, String... paths) {
        return SourceScan.of(Paths.files(paths), layout(options, paths));
    }

    private static PatchLayout layout(LayoutOptions options, String... paths) {
        return PatchLayouts.of("class-folders", Paths.files(paths), options);
    }

    private static PatchName patch(LayoutOptions options, String path) {
        return ((Candidate) layout(options, path).read(Paths.file(path))).patch();
    }
}
