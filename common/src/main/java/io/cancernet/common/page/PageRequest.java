package io.cancernet.common.page;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for.
 *
 * @param limit 1 to 1,000 items
 * @param cursor the {@code next} of the page before; absent for the first page
 */
public record PageRequest(int limit, @Nullable String cursor) {

    public static final int DEFAULT_LIMIT = 100;
    public static final int MAX_LIMIT = 1000;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must lie between 1 and %d: %d".formatted(MAX_LIMIT, limit));
        }
    }

    /** Reads the query parameters of a list. */
    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
        return new PageRequest(
                limit == null ? DEFAULT_LIMIT : limit, cursor == null || cursor.isEmpty() ? null : cursor);
    }
}
