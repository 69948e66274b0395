package io.cancernet.training.recipe;

/**
 * The values that a number may have.
 *
 * @param included whether the least itself is one of them
 */
record Range(double least, boolean included, double most) {

    static Range between(double least, double most) {
        return new Range(least, true, most);
    }

    static Range above(double limit, double most) {
        return new Range(limit, false, most);
    }

    /** @throws InvalidRecipeException naming the field when it has another value */
    void check(String field, double value) {
        boolean enough = included ? value >= least : value > least;
        if (!(enough && value <= most)) {
            throw new InvalidRecipeException(
                    field,
                    "%s is not %s"
                            .formatted(value, included ? words("between", "and") : words("above", "and at most")));
        }
    }

    private String words(String before, String within) {
        return "%s %s %s %s".formatted(before, least, within, most);
    }
}
