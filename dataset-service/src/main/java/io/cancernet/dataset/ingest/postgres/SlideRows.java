package io.cancernet.dataset.ingest.postgres;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.event.SlideIngested;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.json.Json;
import io.cancernet.common.outbox.Outbox;
import io.cancernet.common.postgres.Sql;
import io.cancernet.dataset.extraction.ExtractionExpander;
import io.cancernet.dataset.ingest.Submission;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideImage;
import java.time.ZoneOffset;
import java.util.Map;

/** The rows of a slide that was ingested, and the events that tell of it. Used within the caller's transaction. */
final class SlideRows {

    private final Sql sql;
    private final IngestQueries queries;
    private final Outbox outbox;

    SlideRows(Sql sql, IngestQueries queries, Outbox outbox) {
        this.sql = sql;
        this.queries = queries;
        this.outbox = outbox;
    }

    /** Writes a slide and its extraction. @return whether the extraction is new */
    boolean put(Submission submission, Slide slide) {
        boolean added = insertExtraction(slide);
        putSlide(submission, slide);
        return added;
    }

    private void putSlide(Submission submission, Slide slide) {
        int put = sql.update(
                "insert into slide (slide_id, case_id, extraction_id, source) values (?, ?, ?, ?)"
                        + " on conflict (slide_id) do update set extraction_id = excluded.extraction_id,"
                        + " source = excluded.source where slide.case_id = excluded.case_id"
                        + " and slide.state = 'INGESTED'",
                slide.slideId().value(),
                slide.caseId().value(),
                slide.extractionId().value(),
                slide.image() == null || submission.comesFromUpload()
                        ? null
                        : submission.uri().toString());
        if (put == 0) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "The slide is known under another case, or is being deleted. Submit it with the case that it was first submitted with, or delete it first.");
        }
    }

    private boolean insertExtraction(Slide slide) {
        int inserted = sql.update(
                "insert into extraction (extraction_id, slide_id, case_id, ingest_id, purpose, in_count, stored,"
                        + " quarantined, negative, positive, mpp, patch_width, patch_height, index_key, index_sha256,"
                        + " slide_width, slide_height, slide_mpp, source_sha256, parameters, cells, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                slide.extractionId().value(),
                slide.slideId().value(),
                slide.caseId().value(),
                slide.ingestId().value(),
                slide.purpose().name(),
                slide.in(),
                slide.stored(),
                slide.quarantined(),
                slide.negative(),
                slide.positive(),
                slide.mpp().value(),
                slide.patchWidth(),
                slide.patchHeight(),
                slide.index().key(),
                slide.index().sha256().value(),
                slide.image() == null ? null : slide.image().width(),
                slide.image() == null ? null : slide.image().height(),
                slide.image() == null ? null : slide.image().mpp().value(),
                slide.sourceSha256() == null ? null : slide.sourceSha256().value(),
                slide.parameters(),
                Json.text(slide.image() == null ? Map.of() : slide.image().cellsLeftOut()),
                slide.createdAt().atOffset(ZoneOffset.UTC));
        return inserted == 1;
    }

    /**
     * Patches first: whoever hears of the slide can expect them. What was announced for the same purpose before is not
     * announced again; patches of a slide for scoring are not announced, because scoring reads the index.
     */
    void announce(IngestId ingest, Submission submission, Slide slide) {
        Purpose purpose = submission.purpose();
        if (queries.announced(slide.extractionId(), purpose)) {
            return;
        }
        if (purpose == Purpose.DATASET) {
            outbox.addExpansion(ExtractionExpander.NAME, slide.extractionId().value());
        }
        SlideImage image = slide.image();
        outbox.add(new SlideIngested(
                slide.slideId(),
                slide.caseId(),
                slide.extractionId(),
                purpose,
                slide.in(),
                slide.stored(),
                slide.quarantined(),
                slide.index(),
                slide.mpp(),
                slide.patchWidth(),
                slide.patchHeight(),
                image == null ? null : image.width(),
                image == null ? null : image.height(),
                image == null ? null : image.mpp(),
                ingest,
                submission.priority()));
    }
}
