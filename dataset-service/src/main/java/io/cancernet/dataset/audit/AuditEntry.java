package io.cancernet.dataset.audit;

import java.time.Instant;
import java.util.Map;

/**
 * One thing that was done for good. Ids in it are pseudonyms.
 *
 * @param who asked for it
 * @param action such as {@code slide-deleted}
 * @param subject id of what it was done to
 * @param reason that was given
 * @param details what was done, by name
 */
public record AuditEntry(
        Instant at, String who, String action, String subject, String reason, Map<String, Object> details) {

    public AuditEntry {
        details = Map.copyOf(details);
    }
}
