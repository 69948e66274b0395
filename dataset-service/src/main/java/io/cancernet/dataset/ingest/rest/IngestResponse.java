package io.cancernet.dataset.ingest.rest;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.job.PutOff;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.ingest.Ingest;
import io.cancernet.dataset.ingest.IngestState;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An ingest as REST tells it. */
record IngestResponse(
        IngestId ingestId,
        URI uri,
        String layout,
        @Nullable MicronsPerPixel mpp,
        Purpose purpose,
        int priority,
        @Nullable CaseId caseId,
        IngestState state,
        int in,
        int stored,
        int quarantined,
        int slides,
        int slidesDone,
        int slidesKnown,
        Map<String, Integer> quarantine,
        Ingest.@Nullable Progress progress,
        int attempts,
        @Nullable PutOff putOff,
        Ingest.@Nullable Rejection error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    static IngestResponse from(Ingest ingest) {
        return from(ingest, null);
    }

    /** @param putOff when and why it was last put off, if it has not ended and was */
    static IngestResponse from(Ingest ingest, @Nullable PutOff putOff) {
        Ingest.Counts counts = ingest.counts();
        return new IngestResponse(
                ingest.ingestId(),
                ingest.submission().uri(),
                ingest.submission().layout(),
                ingest.submission().mpp(),
                ingest.submission().purpose(),
                ingest.submission().priority(),
                ingest.submission().caseId(),
                ingest.state(),
                counts.in(),
                counts.stored(),
                counts.quarantined(),
                counts.slides(),
                counts.slidesDone(),
                counts.slidesKnown(),
                new TreeMap<>(ingest.quarantine()),
                ingest.progress(),
                ingest.attempts(),
                putOff,
                ingest.error(),
                ingest.createdAt(),
                ingest.startedAt(),
                ingest.finishedAt());
    }
}
