package io.cancernet.dataset.audit.postgres;

import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.audit.AuditEntry;
import io.cancernet.dataset.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit in Postgres, where a trigger refuses to change it. */
@ApplicationScoped
class PostgresAuditTrail implements AuditTrail {

    private final EntityManager entities;

    PostgresAuditTrail(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(AuditEntry entry) {
        entities.persist(AuditEntity.from(entry));
    }

    @Override
    @Transactional
    public Page<AuditEntry> list(@Nullable String subject, PageRequest page) {
        long before = page.cursor() == null ? Long.MAX_VALUE : Long.parseLong(page.cursor());
        String ofSubject = subject == null ? "" : " and subject = :subject";
        var query = entities.createQuery(
                        "from AuditEntity where id < :before" + ofSubject + " order by id desc", AuditEntity.class)
                .setParameter("before", before);
        if (subject != null) {
            query.setParameter("subject", subject);
        }
        List<AuditEntity> found = query.setMaxResults(page.limit() + 1).getResultList();
        return Page.of(found, page, each -> String.valueOf(each.id)).map(AuditEntity::toEntry);
    }
}
