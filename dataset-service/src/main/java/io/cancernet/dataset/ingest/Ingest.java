package io.cancernet.dataset.ingest;

import io.cancernet.common.id.IngestId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A submitted ingest and how it stands.
 *
 * @param in files found; in = stored + quarantined once it is finished
 * @param slides cases found; once it is finished, those that gave a slide
 * @param quarantine quarantined files by reason code
 * @param error why it was rejected
 */
public record Ingest(
        IngestId ingestId,
        Submission submission,
        IngestState state,
        int in,
        int stored,
        int quarantined,
        int slides,
        int slidesDone,
        Map<String, Integer> quarantine,
        @Nullable Rejection error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    public Ingest {
        quarantine = Map.copyOf(quarantine);
    }

    static Ingest queued(IngestId id, Submission submission, Instant now) {
        return new Ingest(id, submission, IngestState.QUEUED, 0, 0, 0, 0, 0, Map.of(), null, now, null, null);
    }

    /**
     * Why an ingest was refused.
     *
     * @param code stable error code
     * @param detail what was wrong and what to do
     */
    public record Rejection(String code, String detail) {}
}
