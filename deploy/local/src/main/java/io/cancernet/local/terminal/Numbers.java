package io.cancernet.local.terminal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as text, the same in every locale. */
public final class Numbers {

    private Numbers() {}

    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A metric with three decimals; what is undefined, for example with one class only, is said to be so. */
    public static String metric(@Nullable Double value) {
        return value == null ? "undefined" : String.format(Locale.ROOT, "%.3f", value);
    }

    public static String decimals(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** Seconds with one decimal, or minutes and seconds from two minutes on. */
    public static String duration(double seconds) {
        if (seconds < 120) {
            return decimals(seconds, 1) + " s";
        }
        long whole = Math.round(seconds);
        return whole / 60 + " min " + whole % 60 + " s";
    }

    public static String bytes(long bytes) {
        double mebibytes = bytes / (1024.0 * 1024.0);
        return mebibytes < 1024 ? decimals(mebibytes, 0) + " MiB" : decimals(mebibytes / 1024, 2) + " GiB";
    }
}
