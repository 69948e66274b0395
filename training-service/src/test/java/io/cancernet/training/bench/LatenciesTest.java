package io.cancernet.training.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void percentiles_areCallsThatWereMade() {
        List<Long> nanos =
                LongStream.rangeClosed(1, 100).map(i -> i * 1_000_000).boxed().toList();

        Latencies latencies = Latencies.of("q", nanos);

        assertThat(latencies).isEqualTo(new Latencies("q", 100, 50, 95, 100));
        assertThat(latencies.reached()).isFalse();
        assertThat(Latencies.of("one", List.of(50_000_000L)).reached()).isTrue();
        assertThat(Latencies.reached(List.of(latencies))).isZero();
    }
}
