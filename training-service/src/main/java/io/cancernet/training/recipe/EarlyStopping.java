package io.cancernet.training.recipe;

/**
 * When a training ends before its last epoch.
 *
 * @param patience epochs in a row without a better figure after which it ends; 0 trains all epochs
 * @param minDelta by how much a figure must be better to count
 */
public record EarlyStopping(Monitor monitor, int patience, double minDelta) {

    /** All epochs are trained. */
    public static final EarlyStopping OFF = new EarlyStopping(Monitor.VALIDATION_ROC_AUC, 0, 0);

    public EarlyStopping {
        Check.present("earlyStopping.monitor", monitor);
        Check.range("earlyStopping.patience", patience);
        Check.range("earlyStopping.minDelta", minDelta);
    }
}
