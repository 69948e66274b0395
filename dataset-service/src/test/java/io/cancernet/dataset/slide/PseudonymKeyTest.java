package io.cancernet.dataset.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.id.CaseId;
import io.cancernet.dataset.layout.SlideName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PseudonymKeyTest {

    @Test
    void id_follows_from_key_layout_and_case() {
        PseudonymKey key = new PseudonymKey(Optional.of("sixteen letters!"));
        SlideName slide = new SlideName(new CaseId("8863"), "");

        assertThat(key.slideId("idc", slide)).isEqualTo(key.slideId("idc", slide));
        assertThat(key.slideId("idc", new SlideName(new CaseId("8864"), ""))).isNotEqualTo(key.slideId("idc", slide));
        assertThat(key.slideId("idc", new SlideName(new CaseId("8863"), "40x")))
                .isNotEqualTo(key.slideId("idc", slide));
        assertThat(new PseudonymKey(Optional.of("sixteen letters?")).slideId("idc", slide))
                .isNotEqualTo(key.slideId("idc", slide));
    }

    @Test
    void blank_case_is_refused_rather_than_shared_by_many_patients() {
        PseudonymKey key = new PseudonymKey(Optional.of("sixteen letters!"));

        assertThatThrownBy(() -> key.caseId(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("caseReference");
    }

    @Test
    void missing_or_short_key_is_a_clear_error() {
        assertThatThrownBy(() -> new PseudonymKey(Optional.empty()))
                .hasMessageContaining("cancernet.pseudonym-key is missing")
                .hasMessageContaining("at least 16");
        assertThatThrownBy(() -> new PseudonymKey(Optional.of("too short")))
                .hasMessageContaining("too short:")
                .hasMessageNotContaining("'too short'");
    }
}
