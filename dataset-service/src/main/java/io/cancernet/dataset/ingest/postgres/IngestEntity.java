package io.cancernet.dataset.ingest.postgres;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.ingest.Ingest;
import io.cancernet.dataset.ingest.IngestState;
import io.cancernet.dataset.ingest.Submission;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of {@code ingest}. */
@Entity
@Table(name = "ingest")
class IngestEntity extends PanacheEntityBase {

    @Id
    @Column(name = "ingest_id")
    public String ingestId;

    public String uri;
    public String layout;
    public double mpp;

    @Enumerated(EnumType.STRING)
    public Purpose purpose;

    @Enumerated(EnumType.STRING)
    public IngestState state;

    @Column(name = "in_count")
    public int in;

    public int stored;
    public int quarantined;
    public int slides;

    @Column(name = "slides_done")
    public int slidesDone;

    @Column(name = "error_code")
    public @Nullable String errorCode;

    @Column(name = "error_detail")
    public @Nullable String errorDetail;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "started_at")
    public @Nullable Instant startedAt;

    @Column(name = "finished_at")
    public @Nullable Instant finishedAt;

    static IngestEntity from(Ingest ingest) {
        Submission submission = ingest.submission();
        IngestEntity entity = new IngestEntity();
        entity.ingestId = ingest.ingestId().value();
        entity.uri = submission.uri().toString();
        entity.layout = submission.layout();
        entity.mpp = submission.mpp().value();
        entity.purpose = submission.purpose();
        entity.state = ingest.state();
        entity.createdAt = ingest.createdAt();
        return entity;
    }

    Ingest toIngest(Map<String, Integer> quarantine) {
        return new Ingest(
                new IngestId(ingestId),
                // The priority went to the job, which is gone once the ingest has ended.
                new Submission(URI.create(uri), layout, new MicronsPerPixel(mpp), purpose, 0),
                state,
                in,
                stored,
                quarantined,
                slides,
                slidesDone,
                quarantine,
                errorCode == null ? null : new Ingest.Rejection(errorCode, String.valueOf(errorDetail)),
                createdAt,
                startedAt,
                finishedAt);
    }
}
