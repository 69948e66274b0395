package io.cancernet.training.optimizer.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.cancernet.common.network.Tensor;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;

/** Gradient descent with momentum as in PyTorch: {@code velocity = momentum * velocity + g; p -= rate * velocity}. */
final class Sgd implements Optimizer {

    private final LongToDoubleFunction rate;
    private final NDArray momentum;
    private final SortedMap<String, NDArray> parameters;
    private final Moments velocities;
    private long steps;

    Sgd(SortedMap<String, NDArray> parameters, LongToDoubleFunction rate, double momentum) {
        this.parameters = parameters;
        this.rate = rate;
        velocities = new Moments("velocity", parameters);
        this.momentum = velocities.scalar(momentum);
    }

    @Override
    public void step() {
        try (NDArray current = velocities.scalar(rate.applyAsDouble(steps++))) {
            parameters.forEach((name, parameter) -> move(parameter, velocities.of(name), current));
        }
    }

    private void move(NDArray parameter, NDArray velocity, NDArray current) {
        try (NDArray gradient = parameter.getGradient()) {
            velocity.muli(momentum).addi(gradient);
        }
        try (NDArray step = velocity.mul(current)) {
            parameter.subi(step);
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
        velocities.save(state);
        return state;
    }

    @Override
    public void restore(Map<String, Tensor> state, long stepsTaken) {
        velocities.restore(state, 1);
        steps = stepsTaken;
    }

    @Override
    public void close() {
        velocities.close();
    }
}
