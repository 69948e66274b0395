package io.cancernet.training.history;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** A stretch of time, open where a side is absent; it includes its beginning and excludes its end. */
public record TimeRange(@Nullable Instant from, @Nullable Instant to) {

    public static final TimeRange ALWAYS = new TimeRange(null, null);

    public TimeRange {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("a time range ends after it begins: %s to %s".formatted(from, to));
        }
    }

    /** Reads two query parameters, called {@code name}From and {@code name}To. */
    public static TimeRange parse(String name, @Nullable String from, @Nullable String to) {
        return new TimeRange(instant(name + "From", from), instant(name + "To", to));
    }

    private static @Nullable Instant instant(String parameter, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "%s is a time in UTC, such as 2026-11-21T09:30:00Z: '%s'".formatted(parameter, text), e);
        }
    }
}
