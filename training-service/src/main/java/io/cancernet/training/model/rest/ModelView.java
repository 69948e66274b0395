package io.cancernet.training.model.rest;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.ModelOrigin;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.training.model.Arrival;
import io.cancernet.training.model.Model;
import io.cancernet.training.model.ModelMetrics;
import io.cancernet.training.model.ModelStage;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A model as REST answers it. */
public record ModelView(
        String name,
        String version,

        @Schema(description = "trained here, or imported without metrics")
        ModelOrigin.Kind kind,

        ModelStage stage,
        List<String> slots,
        @Nullable RunId runId,
        @Nullable DatasetVersion dataset,

        @Schema(description = "its dataset's split shares cases: the metrics flatter it") @Nullable Boolean leaky,

        @Nullable String recipe,
        ObjectRef weights,
        ObjectRef spec,
        SortedMap<String, ObjectRef> files,
        Calibration calibration,
        double threshold,
        InputSpec input,
        @Nullable Double testRocAuc,
        @Nullable Double testSensitivity,
        @Nullable Arrival imported,
        Instant createdAt) {

    static ModelView from(Model model) {
        return new ModelView(
                model.version().name(),
                model.version().version(),
                model.kind(),
                model.stage(),
                model.slots(),
                model.run(),
                model.dataset(),
                model.leaky(),
                model.recipe(),
                model.weights(),
                model.spec(),
                model.files(),
                model.calibration(),
                model.threshold(),
                model.input(),
                model.metrics().value(ModelMetrics.ROC_AUC),
                model.metrics().value(ModelMetrics.SENSITIVITY),
                model.arrival(),
                model.createdAt());
    }
}
