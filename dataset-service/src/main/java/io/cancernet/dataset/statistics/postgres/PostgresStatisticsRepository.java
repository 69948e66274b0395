package io.cancernet.dataset.statistics.postgres;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.json.Json;
import io.cancernet.dataset.statistics.Statistics;
import io.cancernet.dataset.statistics.StatisticsRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Statistics in Postgres. */
@ApplicationScoped
class PostgresStatisticsRepository implements StatisticsRepository {

    private final EntityManager entities;
    private final LeasedJobs jobs;

    PostgresStatisticsRepository(EntityManager entities, LeasedJobs jobs) {
        this.entities = entities;
        this.jobs = jobs;
    }

    @Override
    @Transactional
    public Optional<Outcome> find(DatasetVersion dataset) {
        return StatisticsEntity.<StatisticsEntity>find("name = ?1 and version = ?2", dataset.name(), dataset.version())
                .firstResultOptional()
                .map(StatisticsEntity::toOutcome);
    }

    @Override
    @Transactional
    public void finish(Lease lease, DatasetVersion dataset, Statistics statistics) {
        put(dataset, "document", Json.text(statistics));
        jobs.complete(lease);
    }

    @Override
    @Transactional
    public void fail(Lease lease, DatasetVersion dataset, String error) {
        put(dataset, "error", error);
        jobs.complete(lease);
    }

    @Override
    @Transactional
    public void forget(Lease lease) {
        jobs.complete(lease);
    }

    /** A dataset that was deleted meanwhile gets no row. */
    private void put(DatasetVersion dataset, String column, String value) {
        entities.createNativeQuery(("insert into dataset_statistics (name, version, %s)"
                                + " select name, version, ?3 from frozen_dataset where name = ?1 and version = ?2"
                                + " on conflict (name, version) do update set document = excluded.document,"
                                + " error = excluded.error")
                        .formatted(column))
                .setParameter(1, dataset.name())
                .setParameter(2, dataset.version())
                .setParameter(3, value)
                .executeUpdate();
    }
}
