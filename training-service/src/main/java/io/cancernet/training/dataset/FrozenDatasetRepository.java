package io.cancernet.training.dataset;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The dataset versions that were announced. */
public interface FrozenDatasetRepository {

    /** Adds a version and returns what stands under it from now on: the first that was added. */
    FrozenDataset add(FrozenDataset dataset);

    Optional<FrozenDataset> find(DatasetVersion version);

    /** All versions whose name begins so. */
    List<FrozenDataset> named(String prefix);

    /** Notes that a slide was erased from a version, whether that was announced here or not. */
    void erase(DatasetVersion version, SlideId slide, Instant at);

    /** The slides that were erased from a version. */
    List<SlideId> erasedFrom(DatasetVersion version);

    /** The manifests of all versions that something was erased from. */
    Set<Sha256> erasedManifests();

    /** Returns when the version is whole. @throws DomainException {@code dataset-erased-from} when it is not */
    default void requireWhole(DatasetVersion version) {
        int erased = erasedFrom(version).size();
        if (erased > 0) {
            throw new DomainException(
                    ErrorCode.DATASET_ERASED_FROM,
                    "%d slides were erased from dataset %s because their patients withdrew; freeze a new version without them"
                            .formatted(erased, version));
        }
    }
}
