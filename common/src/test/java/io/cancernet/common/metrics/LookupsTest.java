package io.cancernet.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookupsTest {

    private final Lookups lookups = new Lookups(Duration.ofHours(1));

    @Test
    void figure_isNoNumber_beforeTheFirstLookup_andAfterOneThatFailed() {
        AtomicInteger rows = new AtomicInteger(3);
        Lookups.Latest<Integer> latest = lookups.add(() -> {
            if (rows.get() < 0) {
                throw new IllegalStateException("the database is away");
            }
            return rows.get();
        });
        assertThat(latest.number(Integer::doubleValue)).isNaN();

        lookups.refresh();
        assertThat(latest.number(Integer::doubleValue)).isEqualTo(3);
        assertThat(latest.get()).contains(3);

        rows.set(-1);
        lookups.refresh();
        assertThat(latest.number(Integer::doubleValue)).isNaN();

        rows.set(4);
        lookups.refresh();
        assertThat(latest.number(Integer::doubleValue)).isEqualTo(4);
    }

    @Test
    void lookupThatFails_keepsOthersGoing() {
        lookups.add(() -> {
            throw new IllegalStateException("always");
        });
        Lookups.Latest<String> other = lookups.add(() -> "found");

        lookups.refresh();

        assertThat(other.get()).contains("found");
    }
}
