package io.cancernet.common.rest;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value of a request that Postgres keeps in no column: the request is wrong, not the service. */
public final class RefusedValue {

    private static final String NUL = "a text holds the character NUL, which cannot be kept; send it without";

    /** By SQLSTATE: a character that is none, the same within JSON, a time beyond what is kept. */
    private static final Map<String, String> REASONS = Map.of(
            "22021", NUL, "22P05", NUL, "22008", "a time is too far away: give one between the years 1 and 9999");

    private static final int DEEPEST_CAUSE = 20;

    private RefusedValue() {}

    /** What to tell of the value that made a request fail; empty when it failed for another reason. */
    public static Optional<String> in(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.ofNullable(REASONS.get(sql.getSQLState()));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
