package io.cancernet.local.client;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An ingest as dataset-service reports it; {@code in = stored + quarantined} once it is ingested.
 *
 * @param layout how the source is laid out, as submitted
 * @param in files of an archive, or cells of a whole slide's grid
 * @param slidesKnown slides that had been ingested before, from the same bytes in the same way
 * @param quarantine files and cells left out, by reason
 * @param progress of a whole slide
 * @param finishedAt when it ended, in whatever state
 */
public record Ingest(
        String ingestId,
        String state,
        @Nullable String layout,
        long in,
        long stored,
        long quarantined,
        int slides,
        int slidesDone,
        int slidesKnown,
        @Nullable Map<String, Long> quarantine,
        @Nullable CellProgress progress,
        @Nullable Failure error,
        @Nullable String finishedAt) {

    private static final Set<String> ENDS = Set.of("ingested", "rejected");

    /** Why work was not done. */
    public record Failure(String code, String detail) {}

    /** How much of a whole slide is cut. */
    public record CellProgress(long cellsDone, long cells) {}

    /** States of later releases are known to be an end by the time of it. */
    public boolean isOver() {
        return finishedAt != null || ENDS.contains(state);
    }

    public boolean isRejected() {
        return state.equals("rejected");
    }

    public boolean isIngested() {
        return state.equals("ingested");
    }

    /** Whether cells of a whole slide are counted rather than files. */
    public boolean countsCells() {
        return progress != null || "whole-slide".equals(layout);
    }

    public Map<String, Long> quarantineByReason() {
        return quarantine == null ? Map.of() : quarantine;
    }
}
