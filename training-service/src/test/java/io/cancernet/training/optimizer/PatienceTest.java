package io.cancernet.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.training.recipe.Monitor;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void patience_endsAfterEpochsInARowWithoutABetterFigure() {
        Patience patience = new Patience(Monitor.VALIDATION_ROC_AUC, 2, 0.01);

        assertThat(patience.endsWith(0.5)).isFalse();
        assertThat(patience.endsWith(0.505)).isFalse();
        assertThat(patience.endsWith(0.52)).isFalse();
        assertThat(patience.endsWith(0.4)).isFalse();
        assertThat(patience.endsWith(0.52)).isTrue();
        assertThat(patience.endsWith(0.52)).isFalse();
        assertThat(patience.endsWith(0.52)).isTrue();
    }

    @Test
    void loss_isBetterWhenLower() {
        Patience patience = new Patience(Monitor.VALIDATION_LOSS, 1, 0);

        assertThat(patience.endsWith(0.5)).isFalse();
        assertThat(patience.endsWith(0.4)).isFalse();
        assertThat(patience.endsWith(0.45)).isTrue();
    }

    @Test
    void undefinedFigures_countNeitherWay() {
        Patience patience = new Patience(Monitor.VALIDATION_ROC_AUC, 1, 0);

        assertThat(patience.endsWith(null)).isFalse();
        assertThat(patience.endsWith(0.5)).isFalse();
        assertThat(patience.endsWith(null)).isFalse();
        assertThat(patience.endsWith(0.5)).isTrue();
    }
}
