package io.cancernet.dataset.slide.postgres;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code ingest_slide}: which extraction an ingest found; written by the ledger of ingests. */
@Entity
@Immutable
@IdClass(IngestSlideEntity.Key.class)
@Table(name = "ingest_slide")
class IngestSlideEntity extends PanacheEntityBase {

    @Id
    @Column(name = "ingest_id")
    public String ingestId;

    @Id
    @Column(name = "slide_id")
    public String slideId;

    @Column(name = "extraction_id")
    public @Nullable String extractionId;

    record Key(String ingestId, String slideId) implements Serializable {}
}
