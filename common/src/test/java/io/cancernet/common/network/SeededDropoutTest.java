package io.cancernet.common.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeededDropoutTest {

    private static final Shape SHAPE = new Shape(8, 4, 16, 16);
    private static final double RATE = 0.25;

    private final NDManager manager = Devices.newManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void mask_isAFunctionOfTheStepsSeed() {
        float[] first = byMask(5);

        assertThat(byMask(5)).isEqualTo(first);
        assertThat(byMask(6)).isNotEqualTo(first);
        assertKeptShare(first);
    }

    @Test
    void enginesOwn_isAFunctionOfTheStepsSeedToo() {
        float[] first = byEngine(5);
        // Whatever else is drawn in between.
        manager.randomUniform(0, 1, SHAPE).close();

        assertThat(byEngine(5)).isEqualTo(first);
        assertThat(byEngine(6)).isNotEqualTo(first);
        assertKeptShare(first);
    }

    private float[] byMask(long seed) {
        return new SeededDropout(RATE, 1)
                .forward(
                        new ParameterStore(manager, false),
                        new NDList(manager.ones(SHAPE)),
                        true,
                        new TrainingStep(0, seed).asParameters())
                .singletonOrThrow()
                .toFloatArray();
    }

    private float[] byEngine(long seed) {
        try (NDArray ones = manager.ones(SHAPE)) {
            return SeededDropout.byEngine(ones, (float) RATE, seed).toFloatArray();
        }
    }

    private static void assertKeptShare(float[] values) {
        int kept = 0;
        for (float value : values) {
            assertThat(value == 0 || Math.abs(value - 1 / (1 - RATE)) < 1e-6).isTrue();
            kept += value > 0 ? 1 : 0;
        }
        // Of 8,192 elements, within four standard errors.
        assertThat((double) kept / values.length).isCloseTo(1 - RATE, within(0.02));
    }
}
