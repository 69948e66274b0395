package io.cancernet.training.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.training.history.MetricCondition.Comparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricConditionTest {

    @Test
    void nameComparisonAndNumber_areRead() {
        assertThat(MetricCondition.parse("test.rocAuc>=0.8"))
                .isEqualTo(new MetricCondition("test.rocAuc", Comparison.AT_LEAST, 0.8));
        assertThat(MetricCondition.parse(" validation.atThreshold.f1 < 1e-3 "))
                .isEqualTo(new MetricCondition("validation.atThreshold.f1", Comparison.BELOW, 1e-3));
        assertThat(MetricCondition.parse("a<=-1").comparison()).isEqualTo(Comparison.AT_MOST);
        assertThat(MetricCondition.parse("a>1").comparison()).isEqualTo(Comparison.ABOVE);
        assertThat(MetricCondition.parse("a=1").comparison()).isEqualTo(Comparison.EQUAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "test.rocAuc",
                "test.rocAuc>=",
                ">=0.8",
                "test.rocAuc>=high",
                "a>=NaN",
                "a<Infinity",
                "a!=1",
                "a=>1",
                "0.8<=a",
                "a>=1;drop table run"
            })
    void anythingElse_isRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> MetricCondition.parse(text))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("such as test.rocAuc>=0.8");
    }
}
