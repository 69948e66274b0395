package io.cancernet.training.optimizer;

import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.ScheduleSettings;

/** Keras' time-based schedule: {@code initial / (1 + decay * step)}, step 0 being the first. */
public record LearningRate(double initial, double decay) {

    /** The schedule of a recipe; its decay is the initial rate by the number of epochs, as the tutorial has it. */
    public static LearningRate of(Recipe recipe) {
        double initial = recipe.optimizer().learningRate();
        boolean decays = recipe.schedule().kind() == ScheduleSettings.Kind.KERAS_DECAY;
        return new LearningRate(initial, decays ? initial / recipe.epochs() : 0);
    }

    public double at(long step) {
        return initial / (1 + decay * step);
    }
}
