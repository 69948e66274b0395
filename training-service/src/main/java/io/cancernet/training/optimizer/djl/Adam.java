package io.cancernet.training.optimizer.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.cancernet.common.network.Tensor;
import io.cancernet.training.recipe.OptimizerSettings;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;

/**
 * Adam (Kingma and Ba 2015) with PyTorch's placement of epsilon, {@code p -= rate / (1 - beta1^t) * mean / (sqrt(square
 * / (1 - beta2^t)) + epsilon)}, and AdamW (Loshchilov and Hutter 2019), which first takes {@code rate * weightDecay}
 * off each weight.
 */
final class Adam implements Optimizer {

    private static final int MOMENTS = 2;

    private final LongToDoubleFunction rate;
    private final OptimizerSettings settings;
    private final SortedMap<String, NDArray> parameters;
    private final Moments means;
    private final Moments squares;
    private final NDArray keptOfMean;
    private final NDArray newInMean;
    private final NDArray keptOfSquare;
    private final NDArray newInSquare;
    private final NDArray epsilon;
    private long steps;

    Adam(SortedMap<String, NDArray> parameters, LongToDoubleFunction rate, OptimizerSettings settings) {
        this.parameters = parameters;
        this.rate = rate;
        this.settings = settings;
        means = new Moments("mean", parameters);
        squares = new Moments("square", parameters);
        keptOfMean = means.scalar(settings.beta1());
        newInMean = means.scalar(1 - settings.beta1());
        keptOfSquare = squares.scalar(settings.beta2());
        newInSquare = squares.scalar(1 - settings.beta2());
        epsilon = squares.scalar(settings.epsilon());
    }

    @Override
    public void step() {
        double current = rate.applyAsDouble(steps++);
        try (NDArray kept = means.scalar(1 - current * settings.weightDecay());
                NDArray meanRate = means.scalar(current / (1 - Math.pow(settings.beta1(), (double) steps)));
                NDArray squareRoot = means.scalar(Math.sqrt(1 - Math.pow(settings.beta2(), (double) steps)))) {
            parameters.forEach((name, parameter) -> {
                if (settings.weightDecay() > 0) {
                    parameter.muli(kept);
                }
                move(name, parameter, meanRate, squareRoot);
                JniUtils.zeroGrad((PtNDArray) parameter);
            });
        }
    }

    private void move(String name, NDArray parameter, NDArray meanRate, NDArray squareRoot) {
        NDArray mean = means.of(name);
        NDArray square = squares.of(name);
        try (NDArray gradient = parameter.getGradient();
                NDArray squared = gradient.square()) {
            square.muli(keptOfSquare).addi(squared.muli(newInSquare));
            // The gradient's own memory takes its share: it is cleared after.
            mean.muli(keptOfMean).addi(gradient.muli(newInMean));
        }
        try (NDArray root = square.sqrt();
                NDArray step = mean.div(root.divi(squareRoot).addi(epsilon))) {
            parameter.subi(step.muli(meanRate));
        }
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public SortedMap<String, Tensor> state() {
        SortedMap<String, Tensor> state = new TreeMap<>();
        means.save(state);
        squares.save(state);
        return state;
    }

    @Override
    public void restore(Map<String, Tensor> state, long stepsTaken) {
        means.restore(state, MOMENTS);
        squares.restore(state, MOMENTS);
        steps = stepsTaken;
    }

    @Override
    public void close() {
        means.close();
        squares.close();
    }
}
