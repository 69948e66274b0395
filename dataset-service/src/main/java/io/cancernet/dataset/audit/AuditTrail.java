package io.cancernet.dataset.audit;

import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The record of what was done for good. Entries are added and read, never changed. */
public interface AuditTrail {

    /** Adds an entry within the caller's transaction. */
    void add(AuditEntry entry);

    /** Newest first: of one subject when that is given. */
    Page<AuditEntry> list(@Nullable String subject, PageRequest page);
}
