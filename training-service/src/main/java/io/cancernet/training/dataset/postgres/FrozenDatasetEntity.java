package io.cancernet.training.dataset.postgres;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.training.dataset.FrozenDataset;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of the table {@code frozen_dataset}. */
@Entity
@Table(name = "frozen_dataset")
class FrozenDatasetEntity {

    @Id
    String dataset;

    @Column(name = "manifest_key")
    String manifestKey;

    @Column(name = "manifest_sha256")
    String manifestSha256;

    double mpp;

    boolean leaky;

    @Column(name = "seen_at")
    Instant seenAt;

    FrozenDataset toDomain() {
        return new FrozenDataset(
                DatasetVersion.parse(dataset),
                new ObjectRef(manifestKey, new Sha256(manifestSha256)),
                new MicronsPerPixel(mpp),
                leaky);
    }
}
