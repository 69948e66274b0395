package io.cancernet.training.history.rest;

import org.jspecify.annotations.Nullable;

/** Whole numbers in query parameters: the REST layer itself answers a malformed one with an unhelpful 404. */
final class Whole {

    private Whole() {}

    static @Nullable Integer number(String parameter, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is a whole number: '%s'".formatted(parameter, text), e);
        }
    }
}
