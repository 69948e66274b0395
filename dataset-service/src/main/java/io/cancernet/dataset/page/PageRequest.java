package io.cancernet.dataset.page;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit 1 to 1,000 items
 * @param cursor the {@code next} of the page before; absent for the first page
 */
public record PageRequest(int limit, @Nullable String cursor) {

    public static final int MAX_LIMIT = 1000;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must lie between 1 and %d: %d".formatted(MAX_LIMIT, limit));
        }
    }
}
