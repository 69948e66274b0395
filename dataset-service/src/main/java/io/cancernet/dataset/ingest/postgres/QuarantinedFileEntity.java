package io.cancernet.dataset.ingest.postgres;

import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.layout.QuarantinedFile;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code quarantined_file}; written in bulk by {@link PostgresIngestLedger}. */
@Entity
@Table(name = "quarantined_file")
class QuarantinedFileEntity extends PanacheEntityBase {

    @Id
    public long id;

    @Column(name = "ingest_id")
    public String ingestId;

    @Column(name = "source_name")
    public String sourceName;

    @Enumerated(EnumType.STRING)
    public QuarantineReason reason;

    public String detail;

    QuarantinedFile toQuarantinedFile() {
        return new QuarantinedFile(sourceName, reason, detail);
    }
}
