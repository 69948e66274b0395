package io.cancernet.common.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Changes that events ask for, each made in one transaction with its entry: both are there, or neither. */
@ApplicationScoped
public class HeardChanges {

    private final AuditTrail audit;

    public HeardChanges(AuditTrail audit) {
        this.audit = audit;
    }

    /** Makes a change. A record that comes again leaves no second entry. */
    @Transactional
    public void run(AuditEntry entry, Runnable change) {
        audit.add(entry);
        change.run();
    }
}
