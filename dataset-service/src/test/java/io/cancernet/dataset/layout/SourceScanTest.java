package io.cancernet.dataset.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import org.junit.jupiter.api.Test;

class SourceScanTest {

    @Test
    void every_file_is_a_candidate_or_quarantined() {
        SourceScan scan = scan(
                "8/0/8_idx5_x1_y1_class0.png",
                "7/1/7_idx5_x51_y1_class1.png",
                "7/1/7_idx5_x1_y1_class1.png",
                "7/0/7_idx5_x101_y1_class1.png",
                "7/1/tumour.png",
                "readme.txt");

        assertThat(scan.in()).isEqualTo(6);
        assertThat(scan.slides())
                .extracting(each -> each.name().caseId().value())
                .containsExactly("7", "8");
        assertThat(scan.inOrderOfAppearance().slides())
                .extracting(each -> each.name().caseId().value())
                .containsExactly("8", "7");
        assertThat(scan.slides().get(0).candidates())
                .extracting(each -> each.patch().name())
                .containsExactly("7_idx5_x1_y1_class1.png", "7_idx5_x51_y1_class1.png");
        assertThat(scan.unassigned())
                .extracting(QuarantinedFile::sourceName, QuarantinedFile::reason)
                .containsExactlyInAnyOrder(
                        tuple("7/0/7_idx5_x101_y1_class1.png", QuarantineReason.FOLDER_AND_NAME_DISAGREE),
                        tuple("7/1/tumour.png", QuarantineReason.NAME_NOT_PARSED),
                        tuple("readme.txt", QuarantineReason.NOT_AN_IMAGE));
    }

    @Test
    void source_without_images_is_refused() {
        assertThatThrownBy(() -> scan("readme.txt", "a/b.csv"))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_IMAGES));
        assertThatThrownBy(SourceScanTest::scan).isInstanceOf(DomainException.class);
    }

    @Test
    void other_images_are_left_out_with_what_to_do() {
        SourceScan scan = scan("7/1/7_idx5_x1_y1_class1.png", "7/1/7_idx5_x51_y1_class1.tif");

        assertThat(scan.unassigned())
                .extracting(QuarantinedFile::reason, QuarantinedFile::detail)
                .containsExactly(
                        tuple(QuarantineReason.NOT_AN_IMAGE, "patches are read as PNG or JPEG only: save it as PNG"));
    }

    private static SourceScan scan(String... names) {
        return SourceScan.of(Paths.files(names), new IdcLayout(true));
    }
}
