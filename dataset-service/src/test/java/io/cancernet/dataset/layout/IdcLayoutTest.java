package io.cancernet.dataset.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.id.CaseId;
import io.cancernet.dataset.source.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdcLayoutTest {

    @Test
    void published_name_is_read_whole() {
        assertThat(IdcLayout.parse("8863_idx5_x1001_y751_class0.png"))
                .isEqualTo(new PatchName(new CaseId("8863"), 1001, 751, 0));
        assertThat(IdcLayout.parse("synthetic-01_idx5_x1_y2_class1.png"))
                .isEqualTo(new PatchName(new CaseId("synthetic-01"), 1, 2, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8863_idx5_x1001_y751_class2.png",
                "8863_idx5_x1001_y751.png",
                "8863_idx4_x1001_y751_class0.png",
                "8863_idx5_x-1_y751_class0.png",
                "8863_idx5_x9999999999_y751_class0.png",
                "_idx5_x1_y1_class0.png",
                "8863_idx5_x1001_y751_class0.jpg",
                "8863_idx5_x1001_y751_class0.png.png",
                "tumour.png"
            })
    void other_name_is_not_guessed_at(String name) {
        assertThat(IdcLayout.parse(name)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7/1/", "IDC_regular_ps50_idx5/7/1/", "a/b/7/1/"})
    void right_folder_under_any_prefix_agrees(String folder) {
        assertThat(liesInItsFolder(folder)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7/0/", "8/1/", "17/1/", "1/", "", "7/1/more/"})
    void other_folder_disagrees(String folder) {
        assertThat(liesInItsFolder(folder)).isFalse();
    }

    private static boolean liesInItsFolder(String folder) {
        String name = "7_idx5_x1_y1_class1.png";
        PatchName patch = new PatchName(new CaseId("7"), 1, 1, 1);
        return IdcLayout.liesInItsFolder(new SourceFile(0, folder + name, 1, null), patch);
    }
}
