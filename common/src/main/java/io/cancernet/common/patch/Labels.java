package io.cancernet.common.patch;

import org.jspecify.annotations.Nullable;

/** The label of a patch: 1 for disease, 0 for none. */
public final class Labels {

    public static final int NEGATIVE = 0;
    public static final int POSITIVE = 1;

    private Labels() {}

    /**
     * Checks a label.
     *
     * @throws IllegalArgumentException when it is there and neither 0 nor 1
     */
    public static void requireBinary(@Nullable Integer label) {
        if (label != null && label != NEGATIVE && label != POSITIVE) {
            throw new IllegalArgumentException("a label is 0 (no disease) or 1 (disease): " + label);
        }
    }
}
