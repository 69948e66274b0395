package io.cancernet.dataset.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PatchLayoutsTest {

    private static final String IDC = "7/1/7_idx5_x1_y1_class1.png";
    private static final String BREAKHIS = "benign/SOB_B_A-14-22549AB-40-001.png";

    @Test
    void layout_is_found_out_from_the_names() {
        assertThat(found(IDC, "7/1/7_idx5_x51_y1_class1.png")).isEqualTo("idc");
        assertThat(found("training/1/7_idx5_x1_y1_class1.png")).isEqualTo("idc");
        assertThat(found(BREAKHIS, "readme.txt")).isEqualTo("breakhis");
        assertThat(found("benign/a.png", "malignant/b.jpg")).isEqualTo("class-folders");
    }

    @Test
    void few_odd_names_do_not_change_it() {
        assertThat(found(IDC, "7/0/7_idx5_x51_y1_class0.png", "0/tumour.png")).isEqualTo("idc");
        assertThat(found(BREAKHIS, "malignant/a.png")).isEqualTo("breakhis");
    }

    @Test
    void where_nothing_fits_idc_says_why() {
        assertThat(found("a.png", "b.png")).isEqualTo("idc");
    }

    @Test
    void named_layout_is_taken_as_it_is() {
        assertThat(PatchLayouts.of("class-folders", Paths.files(IDC), LayoutOptions.DEFAULT)
                        .name())
                .isEqualTo("class-folders");
        assertThatThrownBy(() -> PatchLayouts.of("camelyon", Paths.files(IDC), LayoutOptions.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String found(String... paths) {
        return PatchLayouts.of(PatchLayouts.AUTO, Paths.files(paths), LayoutOptions.DEFAULT)
                .name();
    }
}
