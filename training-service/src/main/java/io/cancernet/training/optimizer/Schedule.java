package io.cancernet.training.optimizer;

import io.cancernet.training.recipe.Monitor;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.ScheduleSettings;
import org.jspecify.annotations.Nullable;

/**
 * The learning rate of each step. Its state is a function of the epochs' figures: a training that goes on from a
 * checkpoint tells it the figures of the finished epochs again.
 */
public final class Schedule {

    /** By how much a figure must be better to count, Keras' default. */
    private static final double MARGIN = 1e-4;

    private final LearningRate rate;
    private final ScheduleSettings settings;
    private final Patience patience;
    private double scale = 1;

    private Schedule(LearningRate rate, ScheduleSettings settings) {
        this.rate = rate;
        this.settings = settings;
        patience = new Patience(settings.monitor(), settings.patience(), MARGIN);
    }

    /** The schedule of a recipe, before its first step. */
    public static Schedule of(Recipe recipe) {
        return new Schedule(LearningRate.of(recipe), recipe.schedule());
    }

    /** The rate of a step, from 0. */
    public double at(long step) {
        double planned = rate.at(step);
        return scale == 1 ? planned : Math.max(planned * scale, Math.min(settings.floor(), planned));
    }

    /** What {@link #epochFinished} wants to know. */
    public Monitor monitor() {
        return settings.monitor();
    }

    /** Hears of the next epoch: a figure of validation, absent where it is undefined. */
    public void epochFinished(@Nullable Double figure) {
        if (settings.kind() == ScheduleSettings.Kind.PLATEAU && patience.endsWith(figure)) {
            scale *= settings.factor();
        }
    }
}
