package io.cancernet.dataset.statistics;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.dataset.dataset.Datasets;
import io.cancernet.dataset.dataset.FrozenDataset;
import io.cancernet.dataset.statistics.StatisticsRepository.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Looking statistics up; {@link StatisticsJob} computes them. */
@ApplicationScoped
public class StatisticsOfDatasets {

    private final Datasets datasets;
    private final StatisticsRepository repository;

    StatisticsOfDatasets(Datasets datasets, StatisticsRepository repository) {
        this.datasets = datasets;
        this.repository = repository;
    }

    /** The statistics of a dataset. @throws io.cancernet.common.error.DomainException {@code not-found} */
    public DatasetStatistics get(DatasetVersion version) {
        FrozenDataset dataset = datasets.get(version);
        Optional<Outcome> outcome = repository.find(version);
        return new DatasetStatistics(
                version,
                dataset.strategy(),
                dataset.leaky(),
                outcome.map(StatisticsOfDatasets::state).orElse(StatisticsState.PENDING),
                outcome.map(Outcome::statistics).orElse(null),
                outcome.map(Outcome::error).orElse(null));
    }

    private static StatisticsState state(Outcome outcome) {
        return outcome.statistics() == null ? StatisticsState.FAILED : StatisticsState.READY;
    }
}
