package io.cancernet.common.audit;

import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;

/** The record of changes. Entries are added and read, never changed. */
public interface AuditTrail {

    /** Adds an entry within the caller's transaction; one of a record in Kafka that is there already stays alone. */
    void add(AuditEntry entry);

    /** Writes down at once that a change is asked for, and returns the entry's number. */
    long begin(AuditEntry entry);

    /**
     * Adds the answer to what was begun, at once.
     *
     * @param subject id of what the change made, for an entry that has none
     */
    void end(long number, int status, String subject);

    /** Newest first. */
    Page<AuditEntry> list(AuditQuery query, PageRequest page);
}
