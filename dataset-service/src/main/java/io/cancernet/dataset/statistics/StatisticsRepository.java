package io.cancernet.dataset.statistics;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.job.Lease;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of datasets; their job is submitted with the freezing. Each method is one transaction; those that take a
 * lease throw {@link io.cancernet.common.job.StaleLeaseException} when it is no longer held, and change nothing then.
 */
public interface StatisticsRepository {

    Optional<Outcome> find(DatasetVersion dataset);

    /** Keeps the statistics and ends the job. */
    void finish(Lease lease, DatasetVersion dataset, Statistics statistics);

    /** Keeps why there are none and ends the job. */
    void fail(Lease lease, DatasetVersion dataset, String error);

    /** Ends the job of a dataset that was deleted. */
    void forget(Lease lease);

    /** Either of the two. */
    record Outcome(
            @Nullable Statistics statistics, @Nullable String error) {}
}
