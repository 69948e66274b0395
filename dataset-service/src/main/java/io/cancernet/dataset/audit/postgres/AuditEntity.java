package io.cancernet.dataset.audit.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cancernet.common.json.Json;
import io.cancernet.dataset.audit.AuditEntry;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code audit}. */
@Entity
@Immutable
@Table(name = "audit")
class AuditEntity extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public @Nullable Long id;

    public Instant at;
    public String who;
    public String action;
    public String subject;
    public String reason;
    public String details;

    static AuditEntity from(AuditEntry entry) {
        AuditEntity entity = new AuditEntity();
        entity.at = entry.at();
        entity.who = entry.who();
        entity.action = entry.action();
        entity.subject = entry.subject();
        entity.reason = entry.reason();
        entity.details = Json.text(entry.details());
        return entity;
    }

    AuditEntry toEntry() {
        try {
            return new AuditEntry(
                    at, who, action, subject, reason, Json.mapper().readValue(details, new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("row %d of audit cannot be read".formatted(id), e);
        }
    }
}
