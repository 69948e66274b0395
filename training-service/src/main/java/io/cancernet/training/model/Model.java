package io.cancernet.training.model;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.ModelOrigin;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.objectstore.ObjectRef;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model version whose files lie in the object store. It never changes, but for the slots it holds.
 *
 * @param run that trained it; absent of an imported model, as what follows
 * @param leaky whether its dataset's split shares cases, so that the metrics flatter it
 * @param files by name: weights, ONNX, description, card
 * @param arrival of an imported model
 * @param slots in which it serves now
 * @param promoted whether it ever held a slot
 */
public record Model(
        ModelVersion version,
        ModelOrigin.Kind kind,
        @Nullable RunId run,
        @Nullable DatasetVersion dataset,
        @Nullable String recipe,
        @Nullable Boolean leaky,
        SortedMap<String, ObjectRef> files,
        Calibration calibration,
        double threshold,
        InputSpec input,
        ModelMetrics metrics,
        @Nullable Arrival arrival,
        Instant createdAt,
        List<String> slots,
        boolean promoted) {

    public Model {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        slots = List.copyOf(slots);
        if (!files.containsKey(ModelSpec.WEIGHTS) || !files.containsKey(ModelSpec.SPEC)) {
            throw new IllegalArgumentException("a model has weights and a description: " + files.keySet());
        }
    }

    /** A model that was just stored. */
    public static Model of(ModelSpec spec, Map<String, ObjectRef> files, @Nullable Arrival arrival, Instant createdAt) {
        ModelOrigin origin = Objects.requireNonNull(spec.origin(), "origin");
        return new Model(
                new ModelVersion(spec.name(), spec.version()),
                origin.kind(),
                spec.run(),
                origin.dataset(),
                origin.recipe(),
                origin.leaky(),
                new TreeMap<>(files),
                spec.calibration(),
                spec.threshold(),
                spec.input(),
                ModelMetrics.ofRun(origin.metrics()),
                arrival,
                createdAt,
                List.of(),
                false);
    }

    public ObjectRef weights() {
        return Objects.requireNonNull(files.get(ModelSpec.WEIGHTS));
    }

    public ObjectRef spec() {
        return Objects.requireNonNull(files.get(ModelSpec.SPEC));
    }

    public ModelStage stage() {
        if (slots.contains(ModelPromoted.LIVE)) {
            return ModelStage.LIVE;
        }
        if (slots.contains(ModelPromoted.SHADOW)) {
            return ModelStage.SHADOW;
        }
        return promoted ? ModelStage.RETIRED : ModelStage.CANDIDATE;
    }
}
