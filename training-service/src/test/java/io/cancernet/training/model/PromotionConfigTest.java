package io.cancernet.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromotionConfigTest {

    @Test
    void defaults_demandNothing() {
        assertThat(config(Map.of()).gates()).isEqualTo(Gates.OPEN);
    }

    @Test
    void settings_areGates() {
        PromotionConfig config = config(Map.of(
                "cancernet.training.promotion.minimum-sensitivity", "0.85",
                "cancernet.training.promotion.maximum-interval-width", "0.1",
                "cancernet.training.promotion.refuse-leaky", "true"));

        assertThat(config.gates()).isEqualTo(new Gates(0.85, 0.1, true));
    }

    private static PromotionConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(PromotionConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(PromotionConfig.class);
    }
}
