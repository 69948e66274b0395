package io.cancernet.dataset.slide.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.json.Json;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideImage;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code extraction}; written by the ledger of ingests. */
@Entity
@Immutable
@Table(name = "extraction")
class ExtractionEntity extends PanacheEntityBase {

    @Id
    @Column(name = "extraction_id")
    public String extractionId;

    @Column(name = "slide_id")
    public String slideId;

    @Column(name = "case_id")
    public String caseId;

    @Column(name = "ingest_id")
    public String ingestId;

    @Enumerated(EnumType.STRING)
    public Purpose purpose;

    @Column(name = "in_count")
    public int in;

    public int stored;
    public int quarantined;
    public int negative;
    public int positive;
    public double mpp;

    @Column(name = "patch_width")
    public int patchWidth;

    @Column(name = "patch_height")
    public int patchHeight;

    @Column(name = "index_key")
    public String indexKey;

    @Column(name = "index_sha256")
    public String indexSha256;

    @Column(name = "slide_width")
    public @Nullable Integer slideWidth;

    @Column(name = "slide_height")
    public @Nullable Integer slideHeight;

    @Column(name = "slide_mpp")
    public @Nullable Double slideMpp;

    @Column(name = "source_sha256")
    public @Nullable String sourceSha256;

    public String parameters;

    /** Cells left out by reason, as JSON. */
    public String cells;

    @Column(name = "created_at")
    public Instant createdAt;

    Slide toSlide() {
        return new Slide(
                new SlideId(slideId),
                new CaseId(caseId),
                new ExtractionId(extractionId),
                new IngestId(ingestId),
                purpose,
                in,
                stored,
                quarantined,
                negative,
                positive,
                new MicronsPerPixel(mpp),
                patchWidth,
                patchHeight,
                new ObjectRef(indexKey, new Sha256(indexSha256)),
                image(),
                sourceSha256 == null ? null : new Sha256(sourceSha256),
                parameters,
                createdAt);
    }

    private @Nullable SlideImage image() {
        return slideWidth == null || slideHeight == null || slideMpp == null
                ? null
                : new SlideImage(slideWidth, slideHeight, new MicronsPerPixel(slideMpp), cellsLeftOut());
    }

    private Map<QuarantineReason, Integer> cellsLeftOut() {
        try {
            return Json.mapper().readValue(cells, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("the cells of extraction " + extractionId + " cannot be read", e);
        }
    }
}
