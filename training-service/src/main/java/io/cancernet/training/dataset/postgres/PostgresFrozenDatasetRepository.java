package io.cancernet.training.dataset.postgres;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.training.dataset.FrozenDataset;
import io.cancernet.training.dataset.FrozenDatasetRepository;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The announced dataset versions in Postgres. */
@ApplicationScoped
class PostgresFrozenDatasetRepository implements FrozenDatasetRepository {

    private final Rows rows;

    PostgresFrozenDatasetRepository(Rows rows) {
        this.rows = rows;
    }

    @Override
    @Transactional
    public FrozenDataset add(FrozenDataset dataset) {
        // A statement of its own because two replicas may add the same version at once.
        rows.getEntityManager()
                .createNativeQuery(
                        "insert into frozen_dataset (dataset, manifest_key, manifest_sha256, mpp, leaky, seen_at)"
                                + " values (?1, ?2, ?3, ?4, ?5, now()) on conflict do nothing")
                .setParameter(1, dataset.version().toString())
                .setParameter(2, dataset.manifest().key())
                .setParameter(3, dataset.manifest().sha256().value())
                .setParameter(4, dataset.mpp().value())
                .setParameter(5, dataset.leaky())
                .executeUpdate();
        return find(dataset.version()).orElseThrow();
    }

    @Override
    @Transactional
    public Optional<FrozenDataset> find(DatasetVersion version) {
        return rows.findByIdOptional(version.toString()).map(FrozenDatasetEntity::toDomain);
    }

    /** Panache's view of the table. */
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<FrozenDatasetEntity, String> {}
}
