package io.cancernet.common.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import java.util.SplittableRandom;

/**
 * Keras' default initialiser: uniform within {@code sqrt(6 / (fan in + fan out))}, from a seed of its own.
 *
 * <p>The same bounds as DJL's {@code XavierInitializer(UNIFORM, AVG, 3)}, depthwise kernels included, without touching
 * the engine's random generator, which is global to the process. Weights are drawn in the order of initialisation.
 */
final class GlorotUniform implements Initializer {

    private final SplittableRandom random;

    GlorotUniform(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public NDArray initialize(NDManager manager, Shape shape, DataType type) {
        double limit = limit(shape);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
        }
        return manager.create(values, shape);
    }

    /** @param shape (out, in, ...): the rest is the receptive field */
    static double limit(Shape shape) {
        long field = shape.size() / (shape.get(0) * shape.get(1));
        return Math.sqrt(6.0 / (field * (shape.get(0) + shape.get(1))));
    }
}
