package io.cancernet.training.report;

import io.cancernet.training.evaluation.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as they are written for people. */
public final class Words {

    private static final String UNDEFINED = "undefined";

    private Words() {}

    public static String number(@Nullable Double value) {
        return value == null ? UNDEFINED : String.format(Locale.ROOT, "%.3f", value);
    }

    public static String withInterval(@Nullable Double value, @Nullable Interval interval) {
        return value == null || interval == null
                ? number(value)
                : "%s [%s, %s]".formatted(number(value), number(interval.low()), number(interval.high()));
    }

    /** With its sign. */
    public static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f", value);
    }

    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
