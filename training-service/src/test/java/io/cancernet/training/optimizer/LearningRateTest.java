package io.cancernet.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.training.recipe.OptimizerSettings;
import org.junit.jupiter.api.Test;

class LearningRateTest {

    @Test
    void decay_isTheRateByTheEpochs() {
        OptimizerSettings settings = new OptimizerSettings(OptimizerSettings.Kind.ADAGRAD, 0.01, 1e-7, true);

        LearningRate rate = LearningRate.of(settings, 40);

        assertThat(rate.at(0)).isEqualTo(0.01);
        assertThat(rate.at(4000)).isCloseTo(0.01 / (1 + 0.00025 * 4000), within(1e-15));
    }

    @Test
    void withoutDecay_theRateStays() {
        OptimizerSettings settings = new OptimizerSettings(OptimizerSettings.Kind.ADAGRAD, 0.01, 1e-7, false);

        assertThat(LearningRate.of(settings, 40).at(1_000_000)).isEqualTo(0.01);
    }
}
