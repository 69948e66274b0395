package io.cancernet.training.optimizer.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.cancernet.common.network.Tensor;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;

/**
 * Adagrad (Duchi et al. 2011) as in Keras 2: squares of gradients add up from 0, {@code p -= rate * g / (sqrt(sum) +
 * epsilon)}.
 */
final class Adagrad implements Optimizer {

    private final LongToDoubleFunction rate;
    private final NDArray epsilon;
    private final SortedMap<String, NDArray> parameters;
    private final Moments sums;
    private long steps;

    Adagrad(SortedMap<String, NDArray> parameters, LongToDoubleFunction rate, double epsilon) {
        this.parameters = parameters;
        this.rate = rate;
        sums = new Moments("sum", parameters);
        this.epsilon = sums.scalar(epsilon);
    }

    @Override
    public void step() {
        try (NDArray current = sums.scalar(rate.applyAsDouble(steps++))) {
            parameters.forEach((name, parameter) -> move(parameter, sums.of(name), current));
        }
    }

    private void move(NDArray parameter, NDArray sum, NDArray current) {
        try (NDArray gradient = parameter.getGradient();
                NDArray square = gradient.square();
                NDArray root = sum.addi(square).sqrt().addi(epsilon)) {
            // The gradient's own memory takes the update: it is cleared below.
            parameter.subi(gradient.divi(root).muli(current));
        }
        JniUtils.zeroGrad((PtNDArray) parameter);
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public SortedMap<String, Tensor> state() {
        SortedMap<String, Tensor> state = new TreeMap<>();
        sums.save(state);
        return state;
    }

    @Override
    public void restore(Map<String, Tensor> state, long stepsTaken) {
        sums.restore(state, 1);
        steps = stepsTaken;
    }

    @Override
    public void close() {
        sums.close();
    }
}
