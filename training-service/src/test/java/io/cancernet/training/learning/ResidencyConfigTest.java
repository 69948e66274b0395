package io.cancernet.training.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.training.loop.Residency;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class ResidencyConfigTest {

    @Test
    void defaults_areThoseDocumented() {
        ResidencyConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ResidencyConfig.class)
                .build()
                .getConfigMapping(ResidencyConfig.class);

        assertThat(new Residency(config.mode(), config.share())).isEqualTo(Residency.AUTO);
    }
}
