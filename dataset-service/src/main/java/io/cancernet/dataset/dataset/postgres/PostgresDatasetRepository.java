package io.cancernet.dataset.dataset.postgres;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.json.Json;
import io.cancernet.common.outbox.Outbox;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.dataset.DatasetFilter;
import io.cancernet.dataset.dataset.DatasetRepository;
import io.cancernet.dataset.dataset.Erased;
import io.cancernet.dataset.dataset.FrozenDataset;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Frozen datasets in Postgres. */
@ApplicationScoped
class PostgresDatasetRepository implements DatasetRepository {

    private static final String STATISTICS_JOB = "dataset-statistics";

    private final EntityManager entities;
    private final DatasetSlides slides;
    private final LeasedJobs jobs;
    private final Outbox outbox;

    PostgresDatasetRepository(EntityManager entities, AgroalDataSource database, LeasedJobs jobs, Outbox outbox) {
        this.jobs = jobs;
        this.entities = entities;
        this.slides = new DatasetSlides(database);
        this.outbox = outbox;
    }

    @Override
    @Transactional
    public Freezing freeze(String name, Sha256 manifest, Function<DatasetVersion, FrozenDataset> freeze) {
        lock(name);
        Optional<FrozenDatasetEntity> same = FrozenDatasetEntity.<FrozenDatasetEntity>find(
                        "name = ?1 and manifestSha256 = ?2", name, manifest.value())
                .firstResultOptional();
        if (same.isPresent()) {
            return new Freezing(same.get().toFrozenDataset(), false);
        }
        FrozenDataset dataset = freeze.apply(new DatasetVersion(name, latest(name) + 1));
        FrozenDatasetEntity.from(dataset).persistAndFlush();
        slides.add(dataset);
        jobs.submit(STATISTICS_JOB, dataset.dataset().toString(), 0);
        outbox.add(dataset.event());
        return new Freezing(dataset, true);
    }

    /** The latest version that was ever given out: a number says the same thing for good, after a deletion too. */
    private int latest(String name) {
        Object latest = entities.createNativeQuery(
                        "select coalesce(max(version), 0) from (select version from frozen_dataset where name = ?1"
                                + " union all select version from deleted_dataset where name = ?1) versions",
                        Integer.class)
                .setParameter(1, name)
                .getSingleResult();
        return (Integer) latest;
    }

    @Override
    @Transactional
    public void erase(DatasetVersion dataset, SlideId slide, Instant at, Function<FrozenDataset, Rewritten> rewrite) {
        boolean there = !entities.createNativeQuery(
                        "select 1 from frozen_dataset where name = ?1 and version = ?2 for update")
                .setParameter(1, dataset.name())
                .setParameter(2, dataset.version())
                .getResultList()
                .isEmpty();
        if (there) {
            FrozenDataset frozen = find(dataset).orElseThrow();
            put(frozen, Erased.from(frozen, slide, at, rewrite.apply(frozen)));
            restartStatistics(dataset);
        }
    }

    /** They are of the patient too. Whoever computes them now, from the manifest as it was, loses the lease. */
    private void restartStatistics(DatasetVersion dataset) {
        entities.createNativeQuery("delete from dataset_statistics where name = ?1 and version = ?2")
                .setParameter(1, dataset.name())
                .setParameter(2, dataset.version())
                .executeUpdate();
        jobs.submit(STATISTICS_JOB, dataset.toString(), 0);
        entities.createNativeQuery(
                        "update job set token = token + 1, owner = null, available_at = now() where kind = ?1 and id = ?2")
                .setParameter(1, STATISTICS_JOB)
                .setParameter(2, dataset.toString())
                .executeUpdate();
    }

    /** The hash that a new freezing is compared with goes: nothing that is frozen from now on is this version. */
    private void put(FrozenDataset frozen, Erased erased) {
        entities.createNativeQuery("update frozen_dataset set erased = ?3, manifest_sha256 = 'erased-' || ?4"
                        + " where name = ?1 and version = ?2")
                .setParameter(1, frozen.dataset().name())
                .setParameter(2, frozen.dataset().version())
                .setParameter(3, Json.text(erased))
                .setParameter(
                        4,
                        frozen.manifest().sha256().value() + "-"
                                + frozen.dataset().version())
                .executeUpdate();
    }

    /** Versions of one name are given out one after the other, by whichever replica. */
    private void lock(String name) {
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtext(?1))", Integer.class)
                .setParameter(1, "frozen_dataset." + name)
                .getSingleResult();
    }

    @Override
    @Transactional
    public Optional<FrozenDataset> find(DatasetVersion dataset) {
        return FrozenDatasetEntity.<FrozenDatasetEntity>find(
                        "name = ?1 and version = ?2", dataset.name(), dataset.version())
                .firstResultOptional()
                .map(FrozenDatasetEntity::toFrozenDataset);
    }

    @Override
    @Transactional
    public Page<FrozenDataset> list(DatasetFilter filter, PageRequest page) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        where("name", filter.name(), conditions, parameters);
        where("strategy", filter.strategy(), conditions, parameters);
        where("leaky", filter.leaky(), conditions, parameters);
        if (page.cursor() != null) {
            DatasetVersion cursor = DatasetVersion.parse(page.cursor());
            conditions.add("(name > :afterName or name = :afterName and version < :afterVersion)");
            parameters.put("afterName", cursor.name());
            parameters.put("afterVersion", cursor.version());
        }
        TypedQuery<FrozenDatasetEntity> query = entities.createQuery(
                "from FrozenDatasetEntity where %s order by name, version desc"
                        .formatted(String.join(" and ", conditions)),
                FrozenDatasetEntity.class);
        parameters.forEach(query::setParameter);
        List<FrozenDatasetEntity> found = query.setMaxResults(page.limit() + 1).getResultList();
        return Page.of(found, page, each -> each.name + "/" + each.version).map(FrozenDatasetEntity::toFrozenDataset);
    }

    private static void where(
            String column, @Nullable Object value, List<String> conditions, Map<String, Object> parameters) {
        if (value != null) {
            conditions.add("%s = :%s".formatted(column, column));
            parameters.put(column, value);
        }
    }
}
