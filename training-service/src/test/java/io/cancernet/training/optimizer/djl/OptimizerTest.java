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
import io.cancernet.training.recipe.OptimizerSettings;
import io.cancernet.training.recipe.OptimizerSettings.Kind;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OptimizerTest {

    private static final double RATE = 0.1;
    private static final double BETA_1 = 0.8;
    private static final double BETA_2 = 0.95;
    private static final double EPSILON = 0.01;
    private static final double[][] GRADIENTS = {{3, -0.5}, {-1, 2}, {0.25, 0}};

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
    void adam_isPyTorchs() {
        assertFollows(settings(Kind.ADAM, 0, 0), reference(0));
    }

    @Test
    void adamW_takesItsDecayOffTheWeightsFirst() {
        assertFollows(settings(Kind.ADAMW, 0, 0.5), reference(0.5));
    }

    @Test
    void sgd_keepsItsMomentum() {
        double p = 1;
        double velocity = 0;
        double q = -2;
        double velocityOfQ = 0;
        for (double[] g : GRADIENTS) {
            velocity = 0.9 * velocity + g[0];
            velocityOfQ = 0.9 * velocityOfQ + g[1];
            p -= RATE * velocity;
            q -= RATE * velocityOfQ;
        }
        assertFollows(settings(Kind.SGD, 0.9, 0), new double[] {p, q});
    }

    @Test
    void restoredState_goesOnTheSame() {
        for (Kind kind : Kind.values()) {
            NDArray p = parameter(1, -2);
            NDArray resumed = parameter(0, 0);
            OptimizerSettings settings = settings(kind, kind == Kind.SGD ? 0.9 : 0, kind == Kind.ADAMW ? 0.1 : 0);
            try (Optimizer first = optimizer(p, settings);
                    Optimizer second = optimizer(resumed, settings)) {
                backward(p, GRADIENTS[0]);
                first.step();
                second.restore(first.state(), first.steps());
                resumed.set(p.toFloatArray());
                backward(p, GRADIENTS[1]);
                backward(resumed, GRADIENTS[1]);
                first.step();
                second.step();

                assertThat(resumed.toFloatArray()).as(kind.name()).isEqualTo(p.toFloatArray());
                assertThat(second.steps()).isEqualTo(2);
                assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> second.restore(Map.of(), 1));
            }
        }
    }

    private void assertFollows(OptimizerSettings settings, double[] expected) {
        NDArray p = parameter(1, -2);
        try (Optimizer optimizer = optimizer(p, settings)) {
            for (double[] gradient : GRADIENTS) {
                backward(p, gradient);
                optimizer.step();
                try (NDArray cleared = p.getGradient()) {
                    assertThat(cleared.toFloatArray()).containsExactly(0f, 0f);
                }
            }
            assertThat(p.toFloatArray())
                    .containsExactly(new float[] {(float) expected[0], (float) expected[1]}, within(1e-6f));
        }
    }

    /** torch.optim's loop written out, in double precision. */
    private static double[] reference(double decay) {
        double[] p = {1, -2};
        double[] mean = new double[2];
        double[] square = new double[2];
        for (int step = 1; step <= GRADIENTS.length; step++) {
            for (int i = 0; i < 2; i++) {
                double g = GRADIENTS[step - 1][i];
                p[i] -= RATE * decay * p[i];
                mean[i] = BETA_1 * mean[i] + (1 - BETA_1) * g;
                square[i] = BETA_2 * square[i] + (1 - BETA_2) * g * g;
                double unbiasedMean = mean[i] / (1 - Math.pow(BETA_1, step));
                double unbiasedSquare = square[i] / (1 - Math.pow(BETA_2, step));
                p[i] -= RATE * unbiasedMean / (Math.sqrt(unbiasedSquare) + EPSILON);
            }
        }
        return p;
    }

    private static OptimizerSettings settings(Kind kind, double momentum, double decay) {
        return new OptimizerSettings(kind, RATE, EPSILON, BETA_1, BETA_2, momentum, decay);
    }

    private static Optimizer optimizer(NDArray parameter, OptimizerSettings settings) {
        return Optimizer.of(settings, new TreeMap<>(Map.of("p", parameter)), step -> RATE);
    }

    private NDArray parameter(float... values) {
        NDArray array = manager.create(values);
        array.setRequiresGradient(true);
        return array;
    }

    private void backward(NDArray parameter, double... gradient) {
        float[] values = {(float) gradient[0], (float) gradient[1]};
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(parameter.mul(manager.create(values)).sum());
        }
    }
}
