package io.cancernet.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.training.recipe.Monitor;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Recipe PLATEAU = Recipes.preset("cancernet")
            .with(Map.of(
                    "optimizer.learningRate",
                    1e-4,
                    "schedule",
                    Map.of("kind", "PLATEAU", "patience", 2, "factor", 0.2, "floor", 1e-5)));

    @Test
    void plateau_lowersTheRateDownToItsFloor() {
        Schedule schedule = Schedule.of(PLATEAU);
        assertThat(schedule.monitor()).isEqualTo(Monitor.VALIDATION_ACCURACY);
        double[] expected = {1e-4, 1e-4, 2e-5, 2e-5, 1e-5, 1e-5, 1e-5};
        for (double rate : expected) {
            schedule.epochFinished(0.8);
            assertThat(schedule.at(100)).isCloseTo(rate, within(1e-18));
        }
    }

    @Test
    void betterFigure_keepsTheRate() {
        Schedule schedule = Schedule.of(PLATEAU);
        for (double accuracy : new double[] {0.7, 0.7, 0.71, 0.71, 0.72}) {
            schedule.epochFinished(accuracy);
        }
        assertThat(schedule.at(0)).isEqualTo(1e-4);
    }

    @Test
    void otherSchedules_doNotLookAtFigures() {
        Schedule schedule = Schedule.of(Recipes.preset("cancernet"));
        for (int epoch = 0; epoch < 20; epoch++) {
            schedule.epochFinished(0.5);
        }
        assertThat(schedule.at(4000)).isEqualTo(0.01 / (1 + 0.01 / 40 * 4000));
    }

    @Test
    void floorAboveTheRate_doesNotRaiseIt() {
        Schedule schedule = Schedule.of(PLATEAU.with(Map.of("schedule.floor", 1e-3)));
        for (int epoch = 0; epoch < 5; epoch++) {
            schedule.epochFinished(0.5);
        }
        assertThat(schedule.at(0)).isEqualTo(1e-4);
    }
}
