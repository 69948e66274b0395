package io.cancernet.training.model;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.objectstore.ObjectRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model version whose artefacts lie in the object store. It never changes, but for the slots it holds.
 *
 * @param testRocAuc on the test split of its dataset; absent when undefined
 * @param slots in which it serves now
 */
public record Model(
        ModelVersion version,
        RunId run,
        DatasetVersion dataset,
        String recipe,
        ObjectRef weights,
        ObjectRef spec,
        Calibration calibration,
        double threshold,
        InputSpec input,
        @Nullable Double testRocAuc,
        Instant createdAt,
        List<String> slots) {

    public Model {
        slots = List.copyOf(slots);
    }
}
