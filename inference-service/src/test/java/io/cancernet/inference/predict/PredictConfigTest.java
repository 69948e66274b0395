package io.cancernet.inference.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PredictConfigTest {

    @Test
    void defaults_areAsDocumented() {
        PredictConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(PredictConfig.class)
                .build()
                .getConfigMapping(PredictConfig.class);

        assertThat(config.mostImages()).isEqualTo(256);
        assertThat(config.largestRequest()).isEqualTo(32 << 20);
        assertThat(config.allRequests()).isEqualTo(256 << 20);
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
    }
}
