package io.cancernet.dataset.ingest.postgres;

import io.cancernet.common.id.IngestId;
import io.cancernet.common.json.Json;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    /** The submission as JSON. */
    public String submission;

    @Enumerated(EnumType.STRING)
    public IngestState state;

    @Column(name = "in_count")
    public int in;

    public int stored;
    public int quarantined;
    public int slides;

    @Column(name = "slides_done")
    public int slidesDone;

    @Column(name = "slides_known")
    public int slidesKnown;

    @Column(name = "cells_done")
    public @Nullable Integer cellsDone;

    public @Nullable Integer cells;

    public int attempts;

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
        IngestEntity entity = new IngestEntity();
        entity.ingestId = ingest.ingestId().value();
        entity.submission = Json.text(ingest.submission());
        entity.state = ingest.state();
        entity.createdAt = ingest.createdAt();
        return entity;
    }

    Ingest toIngest(Map<String, Integer> quarantine) {
        return new Ingest(
                new IngestId(ingestId),
                readSubmission(),
                state,
                new Ingest.Counts(in, stored, quarantined, slides, slidesDone, slidesKnown),
                quarantine,
                cells == null || cellsDone == null ? null : new Ingest.Progress(cellsDone, cells),
                attempts,
                errorCode == null ? null : new Ingest.Rejection(errorCode, String.valueOf(errorDetail)),
                createdAt,
                startedAt,
                finishedAt);
    }

    private Submission readSubmission() {
        try {
            return Json.read(submission.getBytes(StandardCharsets.UTF_8), Submission.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the submission of ingest " + ingestId + " cannot be read", e);
        }
    }
}
