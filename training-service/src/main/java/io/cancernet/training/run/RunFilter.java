package io.cancernet.training.run;

import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which runs are listed; what is absent does not narrow the list. */
public record RunFilter(
        @Nullable RunState state,
        @Nullable String recipe,
        @Nullable DatasetVersion dataset) {

    /** Reads the query parameters of the list. */
    public static RunFilter of(@Nullable String state, @Nullable String recipe, @Nullable String dataset) {
        return new RunFilter(
                state == null ? null : state(state), recipe, dataset == null ? null : DatasetVersion.parse(dataset));
    }

    private static RunState state(String slug) {
        try {
            return RunState.valueOf(slug.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "state is queued, running, finished, failed or cancelled: '%s'".formatted(slug), e);
        }
    }
}
