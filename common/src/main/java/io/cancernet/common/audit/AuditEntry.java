package io.cancernet.common.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change. Ids in it are pseudonyms.
 *
 * @param who asked for it
 * @param action such as {@code POST /api/v1/runs/{id}/cancel}, or {@code slide-deleted} for what a job did
 * @param subject id of what was changed; empty while it is not known
 * @param reason that was given; empty where the request's own record has it
 * @param details what was done, by name
 * @param address of who asked over REST; absent for what a job did
 * @param status HTTP status of the answer; absent while there is none, and for what a job did
 */
public record AuditEntry(
        Instant at,
        String who,
        String action,
        String subject,
        String reason,
        Map<String, Object> details,
        @Nullable String address,
        @Nullable Integer status) {

    public AuditEntry {
        details = Map.copyOf(details);
    }

    /** What a job did. */
    public static AuditEntry done(
            Instant at, String who, String action, String subject, String reason, Map<String, Object> details) {
        return new AuditEntry(at, who, action, subject, reason, details, null, null);
    }

    /** What was asked for over REST and is about to be done. */
    public static AuditEntry asked(
            Instant at, String who, String action, String subject, Map<String, Object> details, String address) {
        return new AuditEntry(at, who, action, subject, "", details, address, null);
    }
}
