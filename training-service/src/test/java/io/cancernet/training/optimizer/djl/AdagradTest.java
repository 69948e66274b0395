package io.cancernet.training.optimizer.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import io.cancernet.common.network.Devices;
import io.cancernet.training.optimizer.LearningRate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdagradTest {

    private static final double EPSILON = 1e-7;

    private final NDManager manager = NDManager.newBaseManager(Devices.best());

    @BeforeEach
    void recordNothingByDefault() {
        JniUtils.setGradMode(false);
    }

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void steps_areThoseComputedByHand() {
        NDArray p = parameter(1, -2);
        try (Adagrad adagrad = adagrad(p, new LearningRate(0.1, 0.5))) {
            backward(p, 3, 4);
            adagrad.step();
            // g = (3, 4), sum = g^2: the first step is the rate against the sign.
            assertThat(p.toFloatArray()).containsExactly(new float[] {0.9f, -2.1f}, within(1e-6f));

            backward(p, -1, 2);
            adagrad.step();
            // rate = .1 / 1.5; sums are 9 + 1 and 16 + 4.
            double rate = 0.1 / 1.5;
            assertThat(p.toFloatArray())
                    .containsExactly(
                            new float[] {(float) (0.9 + rate / Math.sqrt(10)), (float) (-2.1 - rate * 2 / Math.sqrt(20))
                            },
                            within(1e-6f));
            assertThat(adagrad.steps()).isEqualTo(2);
        }
    }

    @Test
    void step_clearsTheGradient() {
        NDArray p = parameter(1, -2);
        try (Adagrad adagrad = adagrad(p, new LearningRate(0.1, 0))) {
            backward(p, 3, 4);
            adagrad.step();
            try (NDArray gradient = p.getGradient()) {
                assertThat(gradient.toFloatArray()).containsExactly(0f, 0f);
            }
        }
    }

    @Test
    void aGradientOfZero_movesNothing() {
        NDArray p = parameter(1, -2);
        try (Adagrad adagrad = adagrad(p, new LearningRate(0.1, 0))) {
            backward(p, 0, 5);
            adagrad.step();
            assertThat(p.toFloatArray()).containsExactly(new float[] {1f, -2.1f}, within(1e-6f));
        }
    }

    @Test
    void restoredState_goesOnTheSame() {
        LearningRate rate = new LearningRate(0.1, 0.5);
        NDArray p = parameter(1, -2);
        NDArray resumed = parameter(0, 0);
        try (Adagrad adagrad = adagrad(p, rate);
                Adagrad other = adagrad(resumed, rate)) {
            backward(p, 3, 4);
            adagrad.step();
            other.restore(adagrad.state(), adagrad.steps());
            resumed.set(p.toFloatArray());

            backward(p, -1, 2);
            backward(resumed, -1, 2);
            adagrad.step();
            other.step();

            assertThat(resumed.toFloatArray()).isEqualTo(p.toFloatArray());
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> other.restore(Map.of(), 1));
        }
    }

    private NDArray parameter(float... values) {
        NDArray array = manager.create(values);
        array.setRequiresGradient(true);
        return array;
    }

    private static Adagrad adagrad(NDArray parameter, LearningRate rate) {
        return new Adagrad(new TreeMap<>(Map.of("p", parameter)), rate::at, EPSILON);
    }

    /** Gives the parameter this gradient, that of its inner product with the values. */
    private void backward(NDArray parameter, float... gradient) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(parameter.mul(manager.create(gradient)).sum());
        }
    }
}
