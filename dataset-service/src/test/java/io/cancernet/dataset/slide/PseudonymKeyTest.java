package io.cancernet.dataset.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.id.CaseId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PseudonymKeyTest {

    @Test
    void id_follows_from_key_layout_and_case() {
        PseudonymKey key = new PseudonymKey(Optional.of("sixteen letters!"));
        CaseId caseId = new CaseId("8863");

        assertThat(key.slideId("idc", caseId)).isEqualTo(key.slideId("idc", caseId));
        assertThat(key.slideId("idc", new CaseId("8864"))).isNotEqualTo(key.slideId("idc", caseId));
        assertThat(new PseudonymKey(Optional.of("sixteen letters?")).slideId("idc", caseId))
                .isNotEqualTo(key.slideId("idc", caseId));
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
