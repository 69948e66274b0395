package io.cancernet.inference.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.kafka.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoringMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScoringMeters meters = new ScoringMeters(registry);

    @Test
    void everyCode_isCountedFromTheStart_soThatTheFirstFailureIsAnIncrease() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(failed(code)).as(code.slug()).isZero();
        }
    }

    @Test
    void failure_countsItsCodeAlone() {
        meters.start(Priority.NORMAL)
                .end(List.of(), List.of(Outcome.DONE, Outcome.failed(ErrorCode.WRONG_SIZE, "20 x 20 pixels")));

        assertThat(failed(ErrorCode.WRONG_SIZE)).isEqualTo(1);
        assertThat(failed(ErrorCode.HASH_MISMATCH)).isZero();
    }

    private double failed(ErrorCode code) {
        return registry.get("cancernet.patches.failed")
                .tag("code", code.slug())
                .counter()
                .count();
    }
}
