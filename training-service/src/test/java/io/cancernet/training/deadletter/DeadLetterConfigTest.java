package io.cancernet.training.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class DeadLetterConfigTest {

    @Test
    void defaults_listManyLetters() {
        DeadLetterConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(DeadLetterConfig.class)
                .build()
                .getConfigMapping(DeadLetterConfig.class);

        assertThat(config.listed()).isEqualTo(20_000);
    }
}
