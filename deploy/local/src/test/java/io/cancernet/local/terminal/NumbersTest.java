package io.cancernet.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void metric_undefined_isNamedSo() {
        assertThat(Numbers.metric(null)).isEqualTo("undefined");
        assertThat(Numbers.metric(0.87654)).isEqualTo("0.877");
    }

    @Test
    void duration_changesToMinutes() {
        assertThat(Numbers.duration(119.94)).isEqualTo("119.9 s");
        assertThat(Numbers.duration(120)).isEqualTo("2 min 0 s");
        assertThat(Numbers.duration(239.6)).isEqualTo("4 min 0 s");
    }

    @Test
    void bytes_useTheUnitThatFits() {
        assertThat(Numbers.bytes(700L << 20)).isEqualTo("700 MiB");
        assertThat(Numbers.bytes(5L << 29)).isEqualTo("2.50 GiB");
    }
}
