package io.cancernet.training.run.rest;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.training.run.RunRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Body that asks for a run. */
public record NewRun(
        @Nullable DatasetVersion dataset,
        @Nullable String recipe,
        @Nullable Map<String, Object> overrides,
        @Nullable Long seed,
        @Nullable Integer priority) {

    static final String DEFAULT_RECIPE = "cancernet";

    static NewRun require(@Nullable NewRun body) {
        if (body == null) {
            throw new IllegalArgumentException(
                    "the body is missing: {\"dataset\": \"idc/1\", \"recipe\": \"cancernet\"}");
        }
        return body;
    }

    RunRequest toRequest(@Nullable String key) {
        if (dataset == null) {
            throw new IllegalArgumentException("dataset is required, such as \"idc/1\"");
        }
        return new RunRequest(
                dataset,
                Objects.requireNonNullElse(recipe, DEFAULT_RECIPE),
                Objects.requireNonNullElse(overrides, Map.of()),
                seed,
                Objects.requireNonNullElse(priority, 0),
                key);
    }
}
