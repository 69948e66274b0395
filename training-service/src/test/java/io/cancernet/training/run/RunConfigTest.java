package io.cancernet.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunConfigTest {

    @Test
    void defaults_areThoseDocumented() {
        RunConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(RunConfig.class)
                .withDefaultValue("java.io.tmpdir", "/somewhere")
                .build()
                .getConfigMapping(RunConfig.class);

        assertThat(config.patchWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.cacheDir()).isEqualTo(Path.of("/somewhere/cancernet-training-cache"));
        assertThat(config.cacheBytes()).isEqualTo(20_000_000_000L);
        assertThat(config.parallelShards()).isEqualTo(4);
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.poll()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.cancelPoll()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.storePatience()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.codeVersion()).isEqualTo("unknown");
    }
}
