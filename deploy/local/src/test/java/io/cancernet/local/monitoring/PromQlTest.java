package io.cancernet.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTest {

    @Test
    void selectorsAndGroupings_areFound() {
        PromQl parsed =
                PromQl.parse("sum by (le, topic) (rate(a_bucket{x=\"1\",y=~\"b|c\"}[5m:1m] offset 1h)) / on () b > 0.5"
                        + " unless ignoring (z) group_left () -(c or vector(0))");

        assertThat(parsed.selectors())
                .containsExactly(
                        new PromQl.Selector(
                                "a_bucket",
                                List.of(new PromQl.LabelMatch("x", "=", "1"), new PromQl.LabelMatch("y", "=~", "b|c"))),
                        new PromQl.Selector("b", List.of()),
                        new PromQl.Selector("c", List.of()));
        assertThat(parsed.groupings()).containsExactly("le", "topic", "z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sum(",
                "sum(a))",
                "a{b}",
                "a{b=c}",
                "a[5]",
                "a[5m",
                "rate(a[5m]",
                "a b",
                "a +",
                "frobnicate(a)",
                "a{b=\"c}",
                "by (a) b",
                "a $ b"
            })
    void whatIsNoExpression_isRefused(String text) {
        assertThatThrownBy(() -> PromQl.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void conditionsOnLabels_areMet_asPrometheusMeetsThem() {
        assertThat(new PromQl.LabelMatch("a", "=~", "b|c").fitsAny(Set.of("c"))).isTrue();
        assertThat(new PromQl.LabelMatch("a", "=~", "b").fitsAny(Set.of("bc"))).isFalse();
        assertThat(new PromQl.LabelMatch("a", "!=", "b").fitsAny(Set.of("b"))).isFalse();
        assertThat(new PromQl.LabelMatch("a", "!~", "b.*").fitsAny(Set.of("bc")))
                .isFalse();
    }
}
