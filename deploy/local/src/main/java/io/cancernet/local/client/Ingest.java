package io.cancernet.local.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ingest as dataset-service reports it; {@code in = stored + quarantined} once it is finished.
 *
 * @param quarantine files left out, by reason
 */
public record Ingest(
        String ingestId,
        String state,
        long in,
        long stored,
        long quarantined,
        int slides,
        int slidesDone,
        @Nullable Map<String, Long> quarantine,
        @Nullable Failure error) {

    /** Why work was not done. */
    public record Failure(String code, String detail) {}

    public boolean isOver() {
        return state.equals("ingested") || isRejected();
    }

    public boolean isRejected() {
        return state.equals("rejected");
    }

    public Map<String, Long> quarantineByReason() {
        return quarantine == null ? Map.of() : quarantine;
    }
}
