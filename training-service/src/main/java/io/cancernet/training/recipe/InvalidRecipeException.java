package io.cancernet.training.recipe;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;

/** A recipe or an override that is refused, with the name of the field at fault. */
public class InvalidRecipeException extends DomainException {

    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidRecipeException(String field, String message) {
        super(ErrorCode.RECIPE_INVALID, "recipe field %s: %s".formatted(field, message));
        this.field = field;
    }

    /** Dotted path of the field, such as {@code optimizer.learningRate}. */
    public String field() {
        return field;
    }
}
