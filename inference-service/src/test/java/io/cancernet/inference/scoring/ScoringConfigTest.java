package io.cancernet.inference.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.inference.model.EngineChoice;
import io.cancernet.inference.model.ModelConfig;
import io.cancernet.inference.request.RequestConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScoringConfigTest {

    private final SmallRyeConfig config = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ScoringConfig.class)
            .withMapping(ModelConfig.class)
            .withMapping(RequestConfig.class)
            .build();

    @Test
    void defaults_areAsDocumented() {
        ScoringConfig scoring = config.getConfigMapping(ScoringConfig.class);
        assertThat(scoring.microBatch()).isEqualTo(32);
        assertThat(scoring.microBatchWait()).isEqualTo(Duration.ofMillis(2));
        assertThat(scoring.waitingImages()).isEqualTo(512);
        assertThat(scoring.fetchThreads()).isEqualTo(4);
        assertThat(scoring.largestImage()).isEqualTo(16 << 20);
        assertThat(scoring.largestGap()).isEqualTo(128 << 10);
        assertThat(scoring.largestRange()).isEqualTo(4 << 20);
        assertThat(scoring.liveModelWait()).isEqualTo(Duration.ofMinutes(1));

        ModelConfig models = config.getConfigMapping(ModelConfig.class);
        assertThat(models.loaded()).isEqualTo(2);
        assertThat(models.engine()).isEqualTo(EngineChoice.AUTO);
        assertThat(models.onnxThreads()).isZero();
        assertThat(models.retryPause()).isEqualTo(Duration.ofSeconds(2));

        RequestConfig requests = config.getConfigMapping(RequestConfig.class);
        assertThat(requests.lease()).isEqualTo(Duration.ofMinutes(1));
        assertThat(requests.pollInterval()).isEqualTo(Duration.ofMillis(200));
    }
}
