package io.cancernet.dataset.dataset;

import io.cancernet.dataset.split.SplitStrategy;
import org.jspecify.annotations.Nullable;

/** Which datasets are asked for; what is absent does not matter. */
public record DatasetFilter(
        @Nullable String name,
        @Nullable SplitStrategy strategy,
        @Nullable Boolean leaky) {

    public static final DatasetFilter ALL = new DatasetFilter(null, null, null);
}
