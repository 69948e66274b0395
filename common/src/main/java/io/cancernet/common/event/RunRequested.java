package io.cancernet.common.event;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a training run.
 *
 * <p>{@code runId} is the sender's choice: the run that begins has this id and tells of itself by it, and the same id
 * again changes nothing. It must not stand for another request.
 *
 * @param dataset a frozen version
 * @param recipe name of the preset; {@code cancernet} unless given
 * @param overrides settings that differ from it, nested or by dotted names
 * @param seed the recipe's unless given
 * @param priority the higher, the sooner; 0 unless given
 */
public record RunRequested(
        RunId runId,
        DatasetVersion dataset,
        @Nullable String recipe,
        @Nullable Map<String, Object> overrides,
        @Nullable Long seed,
        @Nullable Integer priority)
        implements Event {

    public RunRequested {
        // An override may be null, which Map.copyOf refuses.
        overrides = overrides == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
    }

    @Override
    public Topic topic() {
        return Topic.RUNS_REQUESTED;
    }

    @Override
    public String key() {
        return runId.value();
    }

    @Override
    public String eventId() {
        return runId.value();
    }
}
