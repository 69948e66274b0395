package io.cancernet.training.recipe;

/**
 * How weights follow gradients.
 *
 * @param learningRate of the first step
 * @param epsilon added to the root of the accumulated squares
 * @param decay whether the rate falls as {@code rate / (1 + rate / epochs * step)}, Keras' time-based decay
 */
public record OptimizerSettings(Kind kind, double learningRate, double epsilon, boolean decay) {

    /** Known optimisers. */
    public enum Kind {
        ADAGRAD
    }

    public OptimizerSettings {
        Check.present("optimizer.kind", kind);
        Check.above("optimizer.learningRate", learningRate, 0, 10);
        Check.above("optimizer.epsilon", epsilon, 0, 1);
    }
}
