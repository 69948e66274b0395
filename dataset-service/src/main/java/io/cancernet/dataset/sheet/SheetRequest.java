package io.cancernet.dataset.sheet;

import io.cancernet.common.patch.Split;

/**
 * What a contact sheet shows.
 *
 * @param perClass patches of each class
 * @param seed decides which
 */
public record SheetRequest(Split split, int perClass, long seed) {

    private static final int MAX_PER_CLASS = 200;

    public SheetRequest {
        if (perClass < 1 || perClass > MAX_PER_CLASS) {
            throw new IllegalArgumentException(
                    "perClass must lie between 1 and %d: %d".formatted(MAX_PER_CLASS, perClass));
        }
    }
}
