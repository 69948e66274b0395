package io.cancernet.dataset.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.dataset.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
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
        assertThat(scan.cases().keySet()).containsExactly(new CaseId("7"), new CaseId("8"));
        assertThat(scan.cases().get(new CaseId("7")))
                .extracting(each -> each.patch().x())
                .containsExactly(1, 51);
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

    private static SourceScan scan(String... names) {
        List<SourceFile> files = new ArrayList<>();
        for (String name : names) {
            files.add(new SourceFile(files.size(), name, 1, null));
        }
        return SourceScan.of(files);
    }
}
