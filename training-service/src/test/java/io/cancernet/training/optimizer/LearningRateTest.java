package io.cancernet.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearningRateTest {

    private static final Recipe RECIPE = Recipes.preset("cancernet");

    @Test
    void decay_isTheRateByTheEpochs() {
        LearningRate rate = LearningRate.of(RECIPE);

        assertThat(rate.at(0)).isEqualTo(0.01);
        assertThat(rate.at(4000)).isCloseTo(0.01 / (1 + 0.00025 * 4000), within(1e-15));
    }

    @Test
    void withoutDecay_theRateStays() {
        Recipe recipe = RECIPE.with(Map.of("schedule.kind", "NONE"));

        assertThat(LearningRate.of(recipe).at(1_000_000)).isEqualTo(0.01);
    }
}
