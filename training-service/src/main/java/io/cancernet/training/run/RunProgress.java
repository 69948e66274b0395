package io.cancernet.training.run;

import io.cancernet.common.event.RunState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param stage only while it runs
 * @param environment machine and libraries of the last attempt; empty before the first
 * @param patchesFromEvents patches that an event told of
 * @param patchesFromManifest gaps that were filled from the manifest
 * @param startedAt when the last attempt began
 */
public record RunProgress(
        RunState state,
        @Nullable Stage stage,
        Map<String, Object> environment,
        int patchesFromEvents,
        int patchesFromManifest,
        @Nullable RunError error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    public RunProgress {
        environment = Map.copyOf(environment);
    }
}
