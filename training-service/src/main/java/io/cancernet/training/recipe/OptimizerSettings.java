package io.cancernet.training.recipe;

/**
 * How weights follow gradients.
 *
 * @param learningRate of the first step
 * @param epsilon added to the root of the squares; SGD has none
 * @param beta1 share of the past in the mean gradient, with ADAM and ADAMW
 * @param beta2 share of the past in the mean square, with ADAM and ADAMW
 * @param momentum share of the past in the step, with SGD
 * @param weightDecay by learning rate and weight, apart from the gradient, with ADAMW
 */
public record OptimizerSettings(
        Kind kind,
        double learningRate,
        double epsilon,
        double beta1,
        double beta2,
        double momentum,
        double weightDecay) {

    /** Known optimisers. */
    public enum Kind {
        ADAGRAD,
        ADAM,
        ADAMW,
        SGD
    }

    public OptimizerSettings {
        Check.present("optimizer.kind", kind);
        Check.range("optimizer.learningRate", learningRate);
        Check.range("optimizer.epsilon", epsilon);
        Check.range("optimizer.beta1", beta1);
        Check.range("optimizer.beta2", beta2);
        Check.range("optimizer.momentum", momentum);
        Check.range("optimizer.weightDecay", weightDecay);
        onlyWith(kind == Kind.SGD, "optimizer.momentum", momentum, Kind.SGD);
        onlyWith(kind == Kind.ADAMW, "optimizer.weightDecay", weightDecay, Kind.ADAMW);
    }

    /** Keras' Adagrad. */
    public static OptimizerSettings adagrad(double learningRate) {
        return new OptimizerSettings(Kind.ADAGRAD, learningRate, 1e-7, 0.9, 0.999, 0, 0);
    }

    /** Adam with the usual shares. */
    public static OptimizerSettings adam(double learningRate) {
        return new OptimizerSettings(Kind.ADAM, learningRate, 1e-7, 0.9, 0.999, 0, 0);
    }

    private static void onlyWith(boolean used, String field, double value, Kind kind) {
        if (!used && value != 0) {
            throw new InvalidRecipeException(field, "only %s has it; set it to 0".formatted(kind));
        }
    }
}
