package io.cancernet.training.recipe;

/**
 * How the learning rate changes on the way.
 *
 * @param monitor figure that a plateau is seen by
 * @param patience epochs in a row without a better figure after which the rate falls, with PLATEAU
 * @param factor of the rate at each fall, with PLATEAU
 * @param floor below which the rate does not fall, with PLATEAU
 */
public record ScheduleSettings(Kind kind, Monitor monitor, int patience, double factor, double floor) {

    /** Known schedules. */
    public enum Kind {
        /** The rate stays. */
        NONE,
        /** {@code rate / (1 + rate / epochs * step)}, Keras' time-based decay as the tutorial sets it. */
        KERAS_DECAY,
        /** The rate falls when validation gets no better, as Keras' {@code ReduceLROnPlateau}. */
        PLATEAU
    }

    public ScheduleSettings {
        Check.present("schedule.kind", kind);
        Check.present("schedule.monitor", monitor);
        Check.range("schedule.patience", patience);
        Check.range("schedule.factor", factor);
        Check.range("schedule.floor", floor);
    }

    /** A schedule with the plateau of the published DenseNet recipe, should it become one. */
    public static ScheduleSettings of(Kind kind) {
        return new ScheduleSettings(kind, Monitor.VALIDATION_ACCURACY, 5, 0.2, 1e-7);
    }
}
