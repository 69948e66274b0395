package io.cancernet.training.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.event.ModelVersion;
import org.junit.jupiter.api.Test;

class PromotionRequestTest {

    private static final ModelVersion MODEL = new ModelVersion("cancernet", "1");

    @Test
    void promotion_saysWhoAndWhy() {
        assertThatThrownBy(() -> new PromotionRequest(MODEL, "live", " ", "better"))
                .hasMessageContaining("by is required");
        assertThatThrownBy(() -> new PromotionRequest(MODEL, "live", "tester", ""))
                .hasMessageContaining("reason is required");
    }

    @Test
    void unknownSlot_isRefused() {
        assertThatThrownBy(() -> new PromotionRequest(MODEL, "lively", "tester", "better"))
                .hasMessageContaining("lively");
    }
}
