package io.cancernet.training.history;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The last run of a page; the next page holds what comes after it.
 *
 * @param value by which the runs are sorted: a number, or a time
 * @param number tells runs of the same value apart
 */
public record RunCursor(RunSort sort, String value, int number) {

    private static final String SEPARATOR = "|";
    private static final int PARTS = 4;

    /**
     * Reads a cursor that was handed out before; none for the first page.
     *
     * @throws IllegalArgumentException when it was not, or belongs to a list in another order
     */
    public static @Nullable RunCursor parse(@Nullable String text, RunSort sort) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        RunCursor cursor = read(text);
        if (!cursor.sort.equals(sort)) {
            throw new IllegalArgumentException(
                    "the cursor belongs to the list by %s, this one is by %s; leave it out to begin this list"
                            .formatted(cursor.sort, sort));
        }
        return cursor;
    }

    private static RunCursor read(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = plain.split("\\|", -1);
            if (parts.length == PARTS) {
                RunSort sort = new RunSort(parts[0], Boolean.parseBoolean(parts[1]));
                RunCursor cursor = new RunCursor(sort, parts[2], Integer.parseInt(parts[3]));
                // Fails on what is neither.
                Object unused = sort.byMetric() ? cursor.metric() : cursor.time();
                return cursor;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("not a cursor of this list: '%s'".formatted(text), e);
        }
        throw new IllegalArgumentException("not a cursor of this list: '%s'".formatted(text));
    }

    public double metric() {
        return Double.parseDouble(value);
    }

    public Instant time() {
        return Instant.parse(value);
    }

    /** The text that {@link #parse} reads. */
    public String text() {
        String plain =
                String.join(SEPARATOR, sort.by(), Boolean.toString(sort.descending()), value, Integer.toString(number));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
