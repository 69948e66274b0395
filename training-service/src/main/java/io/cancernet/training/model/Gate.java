package io.cancernet.training.model;

import org.jspecify.annotations.Nullable;

/**
 * What a promotion demanded of a model, and what the model had to show.
 *
 * @param gate such as {@code minimum-sensitivity}
 * @param value of the model; absent where it has none
 * @param bound that it has to keep; absent of a gate without a number
 */
public record Gate(
        String gate, @Nullable Double value, @Nullable Double bound, boolean met, String detail) {}
