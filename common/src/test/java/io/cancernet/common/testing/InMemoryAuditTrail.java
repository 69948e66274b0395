package io.cancernet.common.testing;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.AuditQuery;
import io.cancernet.common.audit.AuditTrail;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import java.util.ArrayList;
import java.util.List;

/** Entries in a list, without transactions: one stays though the change after it fails. */
public final class InMemoryAuditTrail implements AuditTrail {

    private final List<AuditEntry> entries = new ArrayList<>();

    public synchronized List<AuditEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public synchronized void add(AuditEntry entry) {
        boolean repeated = entry.address() != null
                && entry.address().startsWith("kafka:")
                && entries.stream()
                        .anyMatch(each -> entry.address().equals(each.address())
                                && entry.action().equals(each.action())
                                && entry.subject().equals(each.subject()));
        if (!repeated) {
            entries.add(entry);
        }
    }

    @Override
    public long begin(AuditEntry entry) {
        throw new UnsupportedOperationException("nothing is asked for over REST");
    }

    @Override
    public void end(long number, int status, String subject) {
        throw new UnsupportedOperationException("nothing is asked for over REST");
    }

    @Override
    public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
        throw new UnsupportedOperationException("entries() has them all");
    }
}
