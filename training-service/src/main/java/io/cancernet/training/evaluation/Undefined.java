package io.cancernet.training.evaluation;

import org.jspecify.annotations.Nullable;

/** Undefined metrics: NaN while many are computed at once, absent where they are told. */
final class Undefined {

    private Undefined() {}

    static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    static @Nullable Double orAbsent(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
