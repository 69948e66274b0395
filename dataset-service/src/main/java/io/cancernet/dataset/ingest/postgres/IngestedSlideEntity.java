package io.cancernet.dataset.ingest.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.json.Json;
import io.cancernet.dataset.ingest.SlideOutcome;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code ingest_slide}; written by {@link PostgresIngestLedger}, and read by the queries for slides too. */
@Entity
@Immutable
@IdClass(IngestedSlideEntity.Key.class)
@Table(name = "ingest_slide")
class IngestedSlideEntity extends PanacheEntityBase {

    @Id
    @Column(name = "ingest_id")
    public String ingestId;

    @Id
    @Column(name = "slide_id")
    public String slideId;

    @Column(name = "case_id")
    public String caseId;

    @Column(name = "extraction_id")
    public @Nullable String extractionId;

    public boolean known;

    @Column(name = "in_count")
    public int in;

    public int stored;
    public int quarantined;
    public String cells;
    public String seconds;

    SlideOutcome toOutcome() {
        return new SlideOutcome(
                slideId.startsWith("none-") ? null : new SlideId(slideId),
                new CaseId(caseId),
                extractionId == null ? null : new ExtractionId(extractionId),
                known,
                in,
                stored,
                quarantined,
                cells(),
                read(seconds, new TypeReference<>() {}));
    }

    Map<String, Integer> cells() {
        return read(cells, new TypeReference<>() {});
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException("a row of ingest_slide cannot be read", e);
        }
    }

    record Key(String ingestId, String slideId) implements Serializable {}
}
