package io.cancernet.common.page;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which part is asked for of a long list that is answered in columns: numbers side by side instead of an object an item,
 * so that a browser takes those of 100,000 patches in a few parts.
 *
 * @param limit 1 to 50,000 items
 * @param cursor the {@code next} of the part before; absent for the first one
 */
public record ColumnsRequest(int limit, @Nullable String cursor) {

    public static final int DEFAULT_LIMIT = 20_000;
    public static final int MAX_LIMIT = 50_000;

    public ColumnsRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must lie between 1 and %d: %d".formatted(MAX_LIMIT, limit));
        }
    }

    /** Reads the query parameters of a list. */
    public static ColumnsRequest of(@Nullable Integer limit, @Nullable String cursor) {
        return new ColumnsRequest(
                Objects.requireNonNullElse(limit, DEFAULT_LIMIT), cursor == null || cursor.isEmpty() ? null : cursor);
    }
}
