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

/**
 * An ingest as REST tells it.
 *
 * @param uri without its query, which may hold a signature; absent for who is no operator: names of files may be patients'
 */
record IngestResponse(
        IngestId ingestId,
        @Nullable URI uri,
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

    /**
     * As it stands.
     *
     * @param putOff when and why it was last put off, if it has not ended and was
     * @param naming whether to tell where it came from
     */
    static IngestResponse from(Ingest ingest, @Nullable PutOff putOff, boolean naming) {
        Ingest.Counts counts = ingest.counts();
        return new IngestResponse(
                ingest.ingestId(),
                naming ? withoutQuery(ingest.submission().uri()) : null,
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

    private static URI withoutQuery(URI uri) {
        String text = uri.toString();
        int query = text.indexOf('?');
        return query < 0 ? uri : URI.create(text.substring(0, query));
    }
}
