package io.cancernet.training.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.event.ModelVersion;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final ModelVersion MODEL = new ModelVersion("cancernet", "1");

    @Test
    void decision_saysWhoAndWhy() {
        assertThatThrownBy(() -> new Decision("live", " ", "better", null)).hasMessageContaining("by is required");
        assertThatThrownBy(() -> new Decision("live", "tester", "", null)).hasMessageContaining("reason is required");
    }

    @Test
    void unknownSlot_isRefused() {
        assertThatThrownBy(() -> new Decision("lively", "tester", "better", null))
                .hasMessageContaining("lively");
    }

    @Test
    void otherHolderThanExpected_isNamed() {
        Decision blind = new Decision("live", "tester", "better", null);
        Decision onModel = new Decision("live", "tester", "better", "cancernet/1");
        Decision onNone = new Decision("live", "tester", "better", "none");

        assertThatCode(() -> blind.requireExpected(MODEL)).doesNotThrowAnyException();
        assertThatCode(() -> onModel.requireExpected(MODEL)).doesNotThrowAnyException();
        assertThatCode(() -> onNone.requireExpected(null)).doesNotThrowAnyException();
        assertThatThrownBy(() -> onNone.requireExpected(MODEL))
                .hasMessageContaining("held by cancernet/1 and not by none");
        assertThatThrownBy(() -> onModel.requireExpected(null)).hasMessageContaining("held by none");
    }
}
