package io.cancernet.training.optimizer;

import io.cancernet.training.recipe.OptimizerSettings;

/** Keras' time-based schedule: {@code initial / (1 + decay * step)}, step 0 being the first. */
public record LearningRate(double initial, double decay) {

    /** The schedule of a recipe; its decay is the initial rate by the number of epochs, as the tutorial has it. */
    public static LearningRate of(OptimizerSettings settings, int epochs) {
        return new LearningRate(settings.learningRate(), settings.decay() ? settings.learningRate() / epochs : 0);
    }

    public double at(long step) {
        return initial / (1 + decay * step);
    }
}
