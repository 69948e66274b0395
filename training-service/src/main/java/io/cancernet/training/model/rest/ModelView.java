package io.cancernet.training.model.rest;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.training.model.Model;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model as REST answers it. */
public record ModelView(
        String name,
        String version,
        RunId runId,
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

    static ModelView from(Model model) {
        return new ModelView(
                model.version().name(),
                model.version().version(),
                model.run(),
                model.dataset(),
                model.recipe(),
                model.weights(),
                model.spec(),
                model.calibration(),
                model.threshold(),
                model.input(),
                model.testRocAuc(),
                model.createdAt(),
                model.slots());
    }
}
