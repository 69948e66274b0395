package io.cancernet.common.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Uniform weights within a limit that the layer's fans decide, from a seed of their own: the engine's random generator,
 * which is global to the process, is not touched. Weights are drawn in the order of initialisation.
 */
final class SeededUniform implements Initializer {

    private final SplittableRandom random;
    private final ToDoubleFunction<Shape> limit;

    private SeededUniform(long seed, ToDoubleFunction<Shape> limit) {
        random = new SplittableRandom(seed);
        this.limit = limit;
    }

    /**
     * Keras' default: within {@code sqrt(6 / (fan in + fan out))}, the same bounds as DJL's {@code
     * XavierInitializer(UNIFORM, AVG, 3)}, depthwise kernels included.
     */
    static SeededUniform glorot(long seed) {
        return new SeededUniform(seed, SeededUniform::glorotLimit);
    }

    /**
     * For layers before a ReLU (He et al. 2015), as torchvision draws them: within {@code sqrt(6 / fan in)}. A deep network
     * without batch normalisation loses its signal with less.
     */
    static SeededUniform he(long seed) {
        return new SeededUniform(seed, shape -> Math.sqrt(6.0 / (field(shape) * shape.get(1))));
    }

    @Override
    public NDArray initialize(NDManager manager, Shape shape, DataType type) {
        double bound = limit.applyAsDouble(shape);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
        return manager.create(values, shape);
    }

    static double glorotLimit(Shape shape) {
        return Math.sqrt(6.0 / (field(shape) * (shape.get(0) + shape.get(1))));
    }

    /** @param shape (out, in, ...): the rest is the receptive field */
    private static double field(Shape shape) {
        return (double) shape.size() / (shape.get(0) * shape.get(1));
    }
}
