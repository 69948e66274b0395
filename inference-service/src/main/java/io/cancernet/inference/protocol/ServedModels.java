package io.cancernet.inference.protocol;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.InputSpec;
import io.cancernet.inference.model.FollowPromotions;
import io.cancernet.inference.model.LiveModel;
import io.cancernet.inference.model.LoadedModels;
import io.cancernet.inference.model.ModelCatalogue;
import io.cancernet.inference.model.PromotedModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The models as the protocol sees them: each name has versions, of which the live one is taken when none is named. */
@ApplicationScoped
public class ServedModels {

    private static final long ANY_NUMBER = -1;

    private final LiveModel live;
    private final LoadedModels models;
    private final ModelCatalogue catalogue;
    private final FollowPromotions promotions;

    ServedModels(LiveModel live, LoadedModels models, ModelCatalogue catalogue, FollowPromotions promotions) {
        this.live = live;
        this.models = models;
        this.catalogue = catalogue;
        this.promotions = promotions;
    }

    /** Name, type and shape of an input or output; -1 stands for any number of images. */
    public record Tensor(String name, String datatype, List<Long> shape) {}

    /**
     * What a client should know of a model.
     *
     * @param versions that can be asked for
     */
    public record Metadata(
            String name, List<String> versions, String platform, List<Tensor> inputs, List<Tensor> outputs) {}

    /**
     * A version as the repository's index lists it.
     *
     * @param reason why it is not ready; absent when it is
     */
    public record Listed(
            String name,
            String version,
            String state,
            @Nullable String reason) {

        static Listed of(ModelVersion version, boolean loaded) {
            return loaded
                    ? new Listed(version.name(), version.version(), "READY", null)
                    : new Listed(version.name(), version.version(), "UNAVAILABLE", "loaded when it is asked for");
        }
    }

    /** Whether requests without a version can be answered. */
    public boolean ready() {
        return promotions.isCaughtUp() && live.get().isPresent();
    }

    /**
     * The version that a request means.
     *
     * @throws DomainException when it names none and the live model has another name
     */
    ModelVersion version(String name, @Nullable String version) {
        if (version != null) {
            return new ModelVersion(name, version);
        }
        ModelVersion current = live.get()
                .map(PromotedModel::version)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.MODEL_NOT_READY, "no model is live on this replica yet: promote one, or try again"));
        if (!current.name().equals(name)) {
            throw new DomainException(
                    ErrorCode.NOT_FOUND,
                    "the live model is %s: ask for it, or for a version of '%s' by /v2/models/%s/versions/..."
                            .formatted(current, name, name));
        }
        return current;
    }

    /**
     * Whether a model is in memory.
     *
     * @throws DomainException when there is no such model
     */
    public boolean ready(String name, @Nullable String version) {
        ModelVersion asked = version(name, version);
        if (models.isLoaded(asked)) {
            return true;
        }
        requireKnown(asked);
        return false;
    }

    /**
     * Describes a model, which is loaded when it is not in memory.
     *
     * @throws DomainException when there is no such model, or it cannot be loaded
     */
    public Metadata metadata(String name, @Nullable String version) {
        ModelVersion asked = version(name, version);
        try (LoadedModels.Use use = models.use(asked)) {
            InputSpec input = use.model().input();
            return new Metadata(
                    name,
                    catalogue.versions(name),
                    platform(use.model().engine()),
                    List.of(new Tensor(
                            InputTensor.NAME,
                            InputTensor.LEVELS,
                            List.of(ANY_NUMBER, (long) input.height(), (long) input.width(), (long)
                                    RgbImage.CHANNELS))),
                    Stream.of(Output.values())
                            .map(each -> new Tensor(each.tensorName(), each.datatype(), List.of(ANY_NUMBER, 1L)))
                            .toList());
        }
    }

    /** All versions that can be asked for, or only those in memory. */
    public List<Listed> index(boolean readyAlone) {
        return catalogue.all().stream()
                .map(each -> Listed.of(each, models.isLoaded(each)))
                .filter(each -> !readyAlone || each.reason() == null)
                .toList();
    }

    /** By Triton's names of platforms. */
    private static String platform(String engine) {
        return switch (engine) {
            case "OnnxRuntime" -> "onnxruntime_onnx";
            case "PyTorch" -> "pytorch_libtorch";
            default -> engine.toLowerCase(Locale.ROOT);
        };
    }

    private void requireKnown(ModelVersion asked) {
        if (catalogue.find(asked).isEmpty()) {
            throw new DomainException(ErrorCode.NOT_FOUND, "the model %s was never promoted here".formatted(asked));
        }
    }
}
