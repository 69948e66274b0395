package io.cancernet.training.run;

import io.cancernet.common.id.DatasetVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a run.
 *
 * @param overrides settings that differ from the recipe
 * @param seed replaces the recipe's
 * @param key makes the request repeatable: the same key means the same run
 */
public record RunRequest(
        DatasetVersion dataset,
        String recipe,
        Map<String, Object> overrides,
        @Nullable Long seed,
        int priority,
        @Nullable String key) {}
