package io.cancernet.training.recipe;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks of recipe fields, each of which names its field. */
final class Check {

    private Check() {}

    static void between(String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new InvalidRecipeException(field, "%s is not between %s and %s".formatted(value, least, most));
        }
    }

    static void above(String field, double value, double limit, double most) {
        if (!(value > limit && value <= most)) {
            throw new InvalidRecipeException(field, "%s is not above %s and at most %s".formatted(value, limit, most));
        }
    }

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidRecipeException(field, "it is missing");
        }
        return Objects.requireNonNull(value);
    }
}
