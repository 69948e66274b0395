package io.cancernet.common.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; what is absent asks for all.
 *
 * @param from the first instant
 * @param until the instant after the last
 */
public record AuditQuery(
        @Nullable String who,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant until) {

    public AuditQuery {
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("from must lie before until: %s, %s".formatted(from, until));
        }
    }
}
