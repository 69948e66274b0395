package io.cancernet.dataset.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdcLayoutTest {

    private static final IdcLayout LAYOUT = new IdcLayout(true);

    @Test
    void published_name_is_read_whole() {
        assertThat(patch("8863/0/8863_idx5_x1001_y751_class0.png"))
                .isEqualTo(new PatchName(
                        SlideName.of(new CaseId("8863")),
                        "8863_idx5_x1001_y751_class0.png",
                        new PatchName.Position(1001, 751),
                        0,
                        null));
        assertThat(patch("synthetic-01/1/synthetic-01_idx5_x1_y2_class1.png").label())
                .isEqualTo(1);
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
        assertThat(reason("8863/0/" + name)).isEqualTo(QuarantineReason.NAME_NOT_PARSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7/1/", "IDC_regular_ps50_idx5/7/1/", "a/b/7/1/", "1/"})
    void right_folder_under_any_prefix_agrees(String folder) {
        assertThat(patch(folder + "7_idx5_x1_y1_class1.png").sourceSplit()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7/0/", "8/1/", "17/1/", "x/1/", "0/", "", "7/1/more/", "train/0/", "train/8/1/", "train/1/more/"
            })
    void other_folder_disagrees(String folder) {
        assertThat(reason(folder + "7_idx5_x1_y1_class1.png")).isEqualTo(QuarantineReason.FOLDER_AND_NAME_DISAGREE);
    }

    @ParameterizedTest
    @CsvSource({"training/1/, TRAIN", "train/7/1/, TRAIN", "x/validation/1/, VALIDATION", "testing/1/, TEST"})
    void tutorial_folders_say_the_split(String folder, Split split) {
        String path = folder + "7_idx5_x1_y1_class1.png";

        assertThat(patch(path).sourceSplit()).isEqualTo(split);
        assertThat(((Candidate) new IdcLayout(false).read(Paths.file(path)))
                        .patch()
                        .sourceSplit())
                .isNull();
    }

    private static PatchName patch(String path) {
        return ((Candidate) LAYOUT.read(Paths.file(path))).patch();
    }

    private static QuarantineReason reason(String path) {
        return ((QuarantinedFile) LAYOUT.read(Paths.file(path))).reason();
    }
}
