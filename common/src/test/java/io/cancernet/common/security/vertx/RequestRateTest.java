package io.cancernet.common.security.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestRateTest {

    private static final String CLIENT = "192.0.2.1";

    private long now;
    private final RequestRate rate = new RequestRate(new Limits(2, 5), new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    private record Limits(int perSecond, int burst) implements RequestRateConfig {}

    @Test
    void burst_isTaken_andWhatComesAfterIsToldWhenToComeAgain() {
        assertThat(waits(6)).containsExactly(0, 0, 0, 0, 0, 1);
    }

    @Test
    void clientThatWaited_mayGoOnAtTheRate() {
        waits(5);
        pass(Duration.ofSeconds(1));

        assertThat(waits(3)).containsExactly(0, 0, 1);
    }

    @Test
    void otherClients_areNotHeldUp() {
        waits(6);

        assertThat(rate.secondsToWait("192.0.2.2")).isZero();
    }

    @Test
    void probesAndMetrics_areNotCounted_andWhatAsksForATokenIs() {
        assertThat(List.of("/q/health", "/q/health/ready", "/q/metrics")).allMatch(RequestRate::isUnlimited);
        assertThat(List.of("/q/openapi", "/q/swagger-ui", "/q/healthy", "/api/v1/runs", "/"))
                .noneMatch(RequestRate::isUnlimited);
    }

    private int[] waits(int requests) {
        return IntStream.range(0, requests)
                .map(each -> (int) rate.secondsToWait(CLIENT))
                .toArray();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
