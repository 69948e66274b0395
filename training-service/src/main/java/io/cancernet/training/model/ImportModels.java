package io.cancernet.training.model;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.LoadedModel;
import io.cancernet.common.network.ModelOrigin;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.objectstore.ObjectRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes models of weights from elsewhere, marked so and without metrics. */
@ApplicationScoped
public class ImportModels {

    private final ModelLedger ledger;
    private final ModelStore store;
    private final Clock clock;
    private final String codeVersion;

    public ImportModels(
            ModelLedger ledger,
            ModelStore store,
            Clock clock,
            @ConfigProperty(
                            name = "cancernet.training.code-version",
                            defaultValue = "${quarkus.application.version:unknown}")
                    String codeVersion) {
        this.ledger = ledger;
        this.store = store;
        this.clock = clock;
        this.codeVersion = codeVersion;
    }

    /** A model, and whether it was there before. */
    public record Imported(Model model, boolean known) {}

    /**
     * Imports a file of weights; the same import again changes nothing.
     *
     * @param weights as safetensors
     * @throws DomainException when it is another file than said, naming each tensor that is missing, surplus or of
     *     another shape, or when the network computes no numbers with it
     */
    public Imported importWeights(ModelImport request, byte[] weights) {
        requireHash(request, weights);
        Optional<Model> standing = ledger.findImport(request.identity());
        if (standing.isPresent()) {
            return new Imported(standing.get(), true);
        }
        Instant now = clock.instant();
        ModelVersion version = new ModelVersion(request.name(), Identifiers.stamped(now));
        ModelSpec spec = describe(request, version);
        requireComputes(spec, weights);
        ledger.announce(version);
        try {
            Map<String, ObjectRef> files = store.put(spec, weights);
            Arrival arrival = new Arrival(request.identity(), request.by(), request.reason(), request.source());
            Model model = ledger.register(Model.of(spec, files, arrival, now));
            return new Imported(model, !model.version().equals(version));
        } catch (RuntimeException e) {
            discard(version, e);
            throw e;
        }
    }

    /** What cannot be discarded now, since a store is away, is removed by the job that was announced. */
    private void discard(ModelVersion version, RuntimeException failure) {
        try {
            ledger.discard(version);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static void requireHash(ModelImport request, byte[] weights) {
        Sha256 actual = Sha256.of(weights);
        if (!actual.equals(request.weights())) {
            throw new DomainException(
                    ErrorCode.HASH_MISMATCH,
                    "the weights have sha256 %s and the request says %s; send the file that is meant"
                            .formatted(actual, request.weights()));
        }
    }

    private static void requireComputes(ModelSpec spec, byte[] weights) {
        InputSpec input = spec.input();
        byte[] blank = new byte[input.width() * input.height() * RgbImage.CHANNELS];
        try (LoadedModel model = LoadedModel.load(spec, weights)) {
            float[] scores = model.logitDifferences(List.of(new RgbImage(input.width(), input.height(), blank)));
            if (!Float.isFinite(scores[0])) {
                throw new DomainException(
                        ErrorCode.MODEL_INVALID,
                        "the network computes no numbers with these weights: they hold NaN or infinity");
            }
        } catch (DomainException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new DomainException(
                    ErrorCode.MODEL_INVALID,
                    "network %s cannot compute images of %dx%d px: %s"
                            .formatted(spec.network().name(), input.width(), input.height(), e.getMessage()),
                    e);
        }
    }

    private ModelSpec describe(ModelImport request, ModelVersion version) {
        return new ModelSpec(
                version.name(),
                version.version(),
                request.network(),
                ModelSpec.CLASSES,
                request.input(),
                request.calibration(),
                request.threshold(),
                request.weights(),
                null,
                null,
                ModelSpec.RESEARCH_USE_ONLY,
                ModelSpec.POSITIVE,
                request.thresholdChoice(),
                ModelOrigin.imported(request.source(), codeVersion),
                null,
                null);
    }
}
