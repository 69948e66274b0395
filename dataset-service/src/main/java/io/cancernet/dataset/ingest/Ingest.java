package io.cancernet.dataset.ingest;

import io.cancernet.common.id.IngestId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A submission and how it stands.
 *
 * @param quarantine files and cells that were not stored, by reason code
 * @param progress of the whole slide being cut
 * @param attempts how often work on it began, after it was interrupted too
 * @param error why it was rejected
 */
public record Ingest(
        IngestId ingestId,
        Submission submission,
        IngestState state,
        Counts counts,
        Map<String, Integer> quarantine,
        @Nullable Progress progress,
        int attempts,
        @Nullable Rejection error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    public Ingest {
        quarantine = Map.copyOf(quarantine);
    }

    static Ingest submitted(IngestId id, Submission submission, Instant now) {
        return new Ingest(id, submission, IngestState.SUBMITTED, Counts.NONE, Map.of(), null, 0, null, now, null, null);
    }

    /**
     * What was found.
     *
     * @param in files, or cells of a whole slide's grid; in = stored + quarantined once it is ingested
     * @param slides slides found; once it is ingested, those that gave a patch
     * @param slidesKnown slides that had been ingested before from the same bytes in the same way
     */
    public record Counts(int in, int stored, int quarantined, int slides, int slidesDone, int slidesKnown) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
    }

    /**
     * How much of a whole slide is cut.
     *
     * @param cells of its grid
     */
    public record Progress(int cellsDone, int cells) {}

    /**
     * Why it was refused.
     *
     * @param code stable error code
     * @param detail what was wrong and what to do
     */
    public record Rejection(String code, String detail) {}
}
