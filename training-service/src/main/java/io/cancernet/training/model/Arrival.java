package io.cancernet.training.model;

import org.jspecify.annotations.Nullable;

/**
 * How an imported model came here.
 *
 * @param identity of name, weights and description: the same import is the same model
 * @param source where the weights come from, in the words of who imported them
 */
public record Arrival(
        String identity, String by, String reason, @Nullable String source) {}
