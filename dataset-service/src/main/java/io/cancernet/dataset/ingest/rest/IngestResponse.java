package io.cancernet.dataset.ingest.rest;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.IngestId;
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
        MicronsPerPixel mpp,
        Purpose purpose,
        IngestState state,
        int in,
        int stored,
        int quarantined,
        int slides,
        int slidesDone,
        Map<String, Integer> quarantine,
        Ingest.@Nullable Rejection error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    static IngestResponse from(Ingest ingest) {
        return new IngestResponse(
                ingest.ingestId(),
                ingest.submission().uri(),
                ingest.submission().layout(),
                ingest.submission().mpp(),
                ingest.submission().purpose(),
                ingest.state(),
                ingest.in(),
                ingest.stored(),
                ingest.quarantined(),
                ingest.slides(),
                ingest.slidesDone(),
                new TreeMap<>(ingest.quarantine()),
                ingest.error(),
                ingest.createdAt(),
                ingest.startedAt(),
                ingest.finishedAt());
    }
}
