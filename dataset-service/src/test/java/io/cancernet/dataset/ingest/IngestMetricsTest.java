package io.cancernet.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.error.ErrorCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class IngestMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final IngestMetrics metrics = new IngestMetrics(registry);

    @Test
    void everyCode_isCountedFromTheStart_soThatTheFirstRejectionIsAnIncrease() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(rejected(code)).as(code.slug()).isZero();
        }
    }

    @Test
    void rejection_countsItsCodeAlone() {
        metrics.rejected(ErrorCode.NO_IMAGES);

        assertThat(rejected(ErrorCode.NO_IMAGES)).isEqualTo(1);
        assertThat(rejected(ErrorCode.SOURCE_UNREADABLE)).isZero();
    }

    private double rejected(ErrorCode code) {
        return registry.get("cancernet.ingests.rejected")
                .tag("code", code.slug())
                .counter()
                .count();
    }
}
