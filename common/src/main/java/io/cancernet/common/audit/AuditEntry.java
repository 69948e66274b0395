package io.cancernet.common.audit;

import io.cancernet.common.kafka.Origin;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change. Ids in it are pseudonyms.
 *
 * @param who asked for it
 * @param action such as {@code POST /api/v1/runs/{id}/cancel}, or {@code slide-deleted} for what a job did or an event asked for
 * @param subject id of what was changed; empty while it is not known
 * @param reason that was given; empty where the request's own record has it
 * @param details what was done, by name
 * @param address of who asked over REST, or of the record in Kafka that asked; absent for what a job did
 * @param status HTTP status of the answer; absent while there is none, and for what a job did or an event asked for
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

    /** What an event asks for and is about to be done, in the name of its source. */
    public static AuditEntry heard(
            Instant at, Origin origin, String action, String subject, Map<String, Object> details) {
        return new AuditEntry(at, origin.source(), action, subject, "", details, origin.address(), null);
    }

    /** The same in the name of a person whom the event names, for the reason that was given. */
    public AuditEntry by(String person, String given) {
        Map<String, Object> all = new HashMap<>(details);
        all.put("source", who);
        return new AuditEntry(at, person, action, subject, given, all, address, status);
    }
}
