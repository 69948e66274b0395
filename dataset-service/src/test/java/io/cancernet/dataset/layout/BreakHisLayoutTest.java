package io.cancernet.dataset.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakHisLayoutTest {

    private final BreakHisLayout layout = new BreakHisLayout(true);

    @Test
    void case_is_the_slide_number_and_each_magnification_is_a_slide() {
        SourceScan scan = scan(
                "benign/SOB_B_A-14-22549AB-40-001.png",
                "benign/SOB_B_A-14-22549AB-100-001.png",
                "benign/SOB_B_F-14-22549G-100-002.png",
                "malignant/SOB_M_DC-14-10926-100-014.png");

        assertThat(scan.slides())
                .extracting(
                        each -> each.name().caseId().value(),
                        each -> each.name().part(),
                        each -> each.candidates().size())
                .containsExactly(tuple("10926", "100x", 1), tuple("22549", "100x", 2), tuple("22549", "40x", 1));
        assertThat(scan.slides().get(0).candidates().get(0).patch().label()).isEqualTo(1);
        assertThat(scan.slides().get(1).candidates().get(0).patch().label()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"40x, 1.25", "100x, 0.5", "200x, 0.25", "400x, 0.125"})
    void resolution_follows_from_the_magnification(String part, double mpp) {
        SlideName slide = new SlideName(new CaseId("10926"), part);

        assertThat(layout.mpp(slide, null)).isEqualTo(new MicronsPerPixel(mpp));
        assertThat(layout.mpp(slide, new MicronsPerPixel(mpp))).isEqualTo(new MicronsPerPixel(mpp));
        assertThatThrownBy(() -> layout.mpp(slide, new MicronsPerPixel(4)))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void slide_under_two_types_is_left_out_whole() {
        SourceScan scan = scan(
                "SOB_M_DC-14-13412-100-001.png",
                "SOB_M_LC-14-13412-100-002.png",
                "SOB_M_LC-14-13412-40-001.png",
                "SOB_M_DC-14-13413-100-001.png");

        assertThat(scan.in()).isEqualTo(4);
        assertThat(scan.slides())
                .extracting(each -> each.name().caseId().value())
                .containsExactly("13413");
        assertThat(scan.unassigned())
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.reason()).isEqualTo(QuarantineReason.CONFLICTING_PATCH))
                .allSatisfy(each ->
                        assertThat(each.detail()).isEqualTo("slide 14-13412 occurs under several types: DC, LC"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SOB_B_DC-14-10926-100-014.png",
                "benign/SOB_M_DC-14-10926-100-014.png",
                "1/SOB_B_A-14-22549AB-40-001.png"
            })
    void name_that_contradicts_itself_or_its_folder_is_left_out(String path) {
        assertThat(reason(path)).isEqualTo(QuarantineReason.FOLDER_AND_NAME_DISAGREE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SOB_M_XX-14-10926-100-014.png",
                "SOB_M_DC-14-10926-50-014.png",
                "SOB_M_DC-14-10926-100.png",
                "SOB_X_DC-14-10926-100-014.png",
                "M_DC-14-10926-100-014.png",
                "8863_idx5_x1001_y751_class0.png"
            })
    void other_name_is_not_guessed_at(String path) {
        assertThat(reason(path)).isEqualTo(QuarantineReason.NAME_NOT_PARSED);
    }

    @Test
    void split_folder_is_kept_or_ignored() {
        String path = "train/benign/SOB_B_A-14-22549AB-40-001.png";

        assertThat(patch(layout, path).sourceSplit()).isEqualTo(Split.TRAIN);
        assertThat(patch(new BreakHisLayout(false), path).sourceSplit()).isNull();
    }

    private SourceScan scan(String... paths) {
        return SourceScan.of(Paths.files(paths), layout);
    }

    private QuarantineReason reason(String path) {
        return ((QuarantinedFile) layout.read(Paths.file(path))).reason();
    }

    private static PatchName patch(PatchLayout layout, String path) {
        return ((Candidate) layout.read(Paths.file(path))).patch();
    }
}
