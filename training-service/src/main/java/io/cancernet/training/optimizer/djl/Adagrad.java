package io.cancernet.training.optimizer.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.cancernet.common.network.Tensor;
import io.cancernet.training.optimizer.LearningRate;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adagrad (Duchi et al. 2011) as in Keras 2: squares of gradients add up from 0, {@code p -= rate * g / (sqrt(sum) +
 * epsilon)}.
 *
 * <p>A step also zeroes the gradients: the engine adds each backward pass to what is there, and only DJL's built-in
 * optimisers clear it. It owns its accumulators, the parameters belong to the network. Runs with gradient recording
 * off, on the thread that trains.
 */
public final class Adagrad implements AutoCloseable {

    private final LearningRate rate;
    private final double epsilon;
    private final NDManager manager;
    private final SortedMap<String, NDArray> parameters;
    private final SortedMap<String, NDArray> sums = new TreeMap<>();
    private long steps;

    /** @param parameters by name, with gradients switched on */
    public Adagrad(SortedMap<String, NDArray> parameters, LearningRate rate, double epsilon) {
        this.parameters = parameters;
        this.rate = rate;
        this.epsilon = epsilon;
        manager = parameters.values().iterator().next().getManager().newSubManager();
        parameters.forEach((name, parameter) -> sums.put(name, zeros(parameter.getShape())));
    }

    /** Moves every parameter along its gradient and clears the gradient. */
    public void step() {
        double current = rate.at(steps++);
        parameters.forEach((name, parameter) -> {
            NDArray sum = Objects.requireNonNull(sums.get(name));
            try (NDArray gradient = parameter.getGradient();
                    NDArray square = gradient.square();
                    NDArray root = sum.addi(square).sqrt().addi(epsilon)) {
                // The gradient's own memory takes the update: it is cleared below.
                parameter.subi(gradient.divi(root).muli(current));
            }
            JniUtils.zeroGrad((PtNDArray) parameter);
        });
    }

    /** Steps taken so far, which place the learning rate. */
    public long steps() {
        return steps;
    }

    /** A copy of the accumulated squares, by the parameters' names: with {@link #steps()} the whole state. */
    public SortedMap<String, Tensor> state() {
        SortedMap<String, Tensor> state = new TreeMap<>();
        sums.forEach((name, sum) -> {
            List<Long> shape = Arrays.stream(sum.getShape().getShape()).boxed().toList();
            state.put(name, new Tensor(shape, sum.toFloatArray()));
        });
        return state;
    }

    /** Goes on from a state that was saved with the same parameters. */
    public void restore(Map<String, Tensor> state, long stepsTaken) {
        if (!state.keySet().equals(sums.keySet())) {
            throw new IllegalArgumentException("the optimiser's state is of another network");
        }
        state.forEach((name, tensor) -> Objects.requireNonNull(sums.get(name)).set(FloatBuffer.wrap(tensor.values())));
        steps = stepsTaken;
    }

    private NDArray zeros(Shape shape) {
        return manager.zeros(shape, DataType.FLOAT32);
    }

    @Override
    public void close() {
        manager.close();
    }
}
