package io.cancernet.training.optimizer.djl;

import ai.djl.ndarray.NDArray;
import io.cancernet.common.network.Tensor;
import io.cancernet.training.recipe.OptimizerSettings;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.LongToDoubleFunction;

/**
 * Moves parameters along their gradients.
 *
 * <p>A step also zeroes the gradients: the engine adds each backward pass to what is there, and only DJL's built-in
 * optimisers clear it. An optimiser owns its state, the parameters belong to the network. It runs with gradient
 * recording off, on the thread that trains. Its state and its steps are all there is to it: restored with the same
 * parameters it goes on bit for bit.
 */
public interface Optimizer extends AutoCloseable {

    /** Moves every parameter along its gradient and clears the gradient. */
    void step();

    /** Steps taken so far, which place the learning rate. */
    long steps();

    /** A copy of the state beside the steps, by a name for each array. */
    SortedMap<String, Tensor> state();

    /**
     * Goes on from a state that was saved with the same parameters.
     *
     * @throws IllegalArgumentException when it is of another network or optimiser
     */
    void restore(Map<String, Tensor> state, long stepsTaken);

    @Override
    void close();

    /**
     * The optimiser of a recipe.
     *
     * @param parameters by name, with gradients switched on
     * @param rate of a step, from 0
     */
    static Optimizer of(OptimizerSettings settings, SortedMap<String, NDArray> parameters, LongToDoubleFunction rate) {
        return switch (settings.kind()) {
            case ADAGRAD -> new Adagrad(parameters, rate, settings.epsilon());
            case ADAM, ADAMW -> new Adam(parameters, rate, settings);
            case SGD -> new Sgd(parameters, rate, settings.momentum());
        };
    }
}
