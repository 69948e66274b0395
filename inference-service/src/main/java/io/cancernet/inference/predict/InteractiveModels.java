package io.cancernet.inference.predict;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.inference.model.LiveModel;
import io.cancernet.inference.model.LoadedModels;
import io.cancernet.inference.scoring.MicroBatcher;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Opens models for who waits for an answer. Thread-safe. */
@ApplicationScoped
public class InteractiveModels {

    private final LiveModel live;
    private final LoadedModels models;
    private final MicroBatcher network;
    private final PredictConfig config;

    public InteractiveModels(LiveModel live, LoadedModels models, MicroBatcher network, PredictConfig config) {
        this.live = live;
        this.models = models;
        this.network = network;
        this.config = config;
    }

    /**
     * The version that a request asks for, where it asks for one.
     *
     * @throws IllegalArgumentException when it gives a name or a version alone
     */
    public static @Nullable ModelVersion asked(@Nullable String model, @Nullable String version) {
        if ((model == null) != (version == null)) {
            throw new IllegalArgumentException("model and version go together: name both, or none for the live model");
        }
        return model == null || version == null ? null : new ModelVersion(model, version);
    }

    /**
     * Opens a model, which is loaded when it is not in memory; the live one when none is named.
     *
     * @throws DomainException when it was never promoted or cannot be loaded, or none is named and none is live
     */
    public InteractiveModel open(@Nullable ModelVersion version) {
        ModelVersion asked = version == null ? requireLive() : version;
        return new InteractiveModel(models.use(asked), network, config.timeout());
    }

    private ModelVersion requireLive() {
        return live.get()
                .orElseThrow(() -> new DomainException(
                        ErrorCode.MODEL_NOT_READY, "no model is live on this replica yet: promote one, or try again"))
                .version();
    }
}
