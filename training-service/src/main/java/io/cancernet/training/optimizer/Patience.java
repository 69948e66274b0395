package io.cancernet.training.optimizer;

import io.cancernet.training.recipe.Monitor;
import org.jspecify.annotations.Nullable;

/**
 * Counts the epochs in which a figure of validation got no better, as Keras' callbacks count them. A function of the
 * figures alone: replaying them gives the same state.
 */
public final class Patience {

    private final Monitor monitor;
    private final int epochs;
    private final double margin;
    private @Nullable Double best;
    private int waited;

    /**
     * @param epochs in a row that are waited for a better figure
     * @param margin by which a figure must be better
     */
    public Patience(Monitor monitor, int epochs, double margin) {
        this.monitor = monitor;
        this.epochs = epochs;
        this.margin = margin;
    }

    /**
     * Takes the figure of the next epoch.
     *
     * @param figure absent where it is undefined: such an epoch does not count
     * @return whether patience is at an end; counting then starts anew
     */
    public boolean endsWith(@Nullable Double figure) {
        if (figure == null) {
            return false;
        }
        if (monitor.better(figure, best, margin)) {
            best = figure;
            waited = 0;
            return false;
        }
        waited++;
        if (waited < epochs) {
            return false;
        }
        waited = 0;
        return true;
    }
}
