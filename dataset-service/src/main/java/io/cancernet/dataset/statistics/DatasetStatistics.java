package io.cancernet.dataset.statistics;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.dataset.split.SplitStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a dataset, or that there are none yet.
 *
 * @param leaky whether a case stands in several splits
 * @param error why there are none
 */
public record DatasetStatistics(
        DatasetVersion dataset,
        SplitStrategy strategy,
        boolean leaky,
        StatisticsState state,
        @Nullable Statistics statistics,
        @Nullable String error) {}
