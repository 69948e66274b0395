package io.cancernet.training.recipe;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks of recipe fields, each of which names its field. */
final class Check {

    private Check() {}

    /** That a number is in the range of its field. */
    static void range(String field, double value) {
        Ranges.of(field).check(field, value);
    }

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidRecipeException(field, "it is missing");
        }
        return Objects.requireNonNull(value);
    }
}
