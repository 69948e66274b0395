package io.cancernet.dataset.slide.postgres;

import io.cancernet.dataset.slide.SlideState;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code slide}: which extraction is the latest; written by the ledger of ingests. */
@Entity
@Immutable
@Table(name = "slide")
class SlideEntity extends PanacheEntityBase {

    @Id
    @Column(name = "slide_id")
    public String slideId;

    @Column(name = "case_id")
    public String caseId;

    @Column(name = "extraction_id")
    public String extractionId;

    @Enumerated(EnumType.STRING)
    public SlideState state;
}
