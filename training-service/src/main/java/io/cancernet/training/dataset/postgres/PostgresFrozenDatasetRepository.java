package io.cancernet.training.dataset.postgres;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.training.dataset.FrozenDataset;
import io.cancernet.training.dataset.FrozenDatasetRepository;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    @Override
    @Transactional
    public List<FrozenDataset> named(String prefix) {
        // Names are lower-case letters, digits and dashes: nothing in them is a wildcard.
        return rows.find("dataset like ?1", prefix + "%").stream()
                .map(FrozenDatasetEntity::toDomain)
                .toList();
    }

    @Override
    @Transactional
    public void erase(DatasetVersion version, SlideId slide, Instant at) {
        rows.getEntityManager()
                .createNativeQuery("insert into erased_slide (dataset, slide_id, erased_at) values (?1, ?2, ?3)"
                        + " on conflict do nothing")
                .setParameter(1, version.toString())
                .setParameter(2, slide.value())
                .setParameter(3, at)
                .executeUpdate();
    }

    @Override
    @Transactional
    public List<SlideId> erasedFrom(DatasetVersion version) {
        List<?> slides = rows.getEntityManager()
                .createNativeQuery("select slide_id from erased_slide where dataset = ?1 order by 1", String.class)
                .setParameter(1, version.toString())
                .getResultList();
        return slides.stream().map(each -> new SlideId((String) each)).toList();
    }

    @Override
    @Transactional
    public Set<Sha256> erasedManifests() {
        List<?> manifests = rows.getEntityManager()
                .createNativeQuery(
                        "select manifest_sha256 from frozen_dataset where dataset in (select dataset from erased_slide)",
                        String.class)
                .getResultList();
        return manifests.stream().map(each -> new Sha256((String) each)).collect(Collectors.toUnmodifiableSet());
    }

    /** Panache's view of the table. */
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<FrozenDatasetEntity, String> {}
}
