package io.cancernet.training.crossvalidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.training.evaluation.Interval;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SpreadTest {

    private static final double PRECISE = 1e-6;

    /** The 97.5 % quantile of Student's t with four degrees of freedom is 2.776445 in any table. */
    @Test
    void independentRuns_haveStudentsInterval() {
        Spread spread = Spread.of(new double[] {0.8, 0.9, 0.7, 0.85, 0.75}, 0).orElseThrow();

        assertThat(spread.mean()).isEqualTo(0.8, within(PRECISE));
        assertThat(spread.deviation()).isEqualTo(0.0790569, within(PRECISE));
        Interval interval = Objects.requireNonNull(spread.interval());
        assertThat(interval.high() - spread.mean()).isEqualTo(2.776445 * 0.0790569 / Math.sqrt(5), within(1e-5));
        assertThat(spread.mean() - interval.low()).isEqualTo(interval.high() - spread.mean(), within(PRECISE));
    }

    @Test
    void runsThatShareTrainingCases_haveAWiderInterval() {
        double[] values = {0.8, 0.9, 0.7, 0.85, 0.75};

        double apart = width(Spread.of(values, 0).orElseThrow());
        double sharing = width(Spread.of(values, 1.0 / 3).orElseThrow());

        assertThat(sharing / apart).isEqualTo(Math.sqrt((1.0 / 5 + 1.0 / 3) / (1.0 / 5)), within(PRECISE));
    }

    @Test
    void singleRun_hasNoInterval_andNoRunHasNoSpread() {
        Spread spread = Spread.of(new double[] {0.8}, 0).orElseThrow();

        assertThat(spread.deviation()).isNull();
        assertThat(spread.interval()).isNull();
        assertThat(Spread.of(new double[0], 0)).isEmpty();
    }

    private static double width(Spread spread) {
        return Objects.requireNonNull(spread.interval()).width();
    }
}
