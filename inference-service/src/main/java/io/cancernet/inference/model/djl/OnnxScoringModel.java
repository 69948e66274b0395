package io.cancernet.inference.model.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.cancernet.common.colour.ColourCheck;
import io.cancernet.common.colour.ColourDistance;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.ExclusiveUse;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.network.TestTimeAugmentation;
import io.cancernet.common.network.ViewAverage;
import io.cancernet.inference.model.ScoringModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model that DJL's OnnxRuntime engine computes on the CPU, from its {@code model.onnx}.
 *
 * <p>Thread-safe: one pass is computed at a time. It owns its session, which {@link #close()} frees after the pass in
 * progress, and one buffer for the input of the largest pass.
 */
final class OnnxScoringModel implements ScoringModel {

    static final String ENGINE = "OnnxRuntime";

    /** Images in one pass of the network: larger ones leave the cache. */
    private static final int LARGEST_PASS = 64;

    private final ModelSpec spec;
    private final @Nullable ColourDistance colours;
    private final Predictor<ImagePlanes, float[]> predictor;
    private final ImagePlanes planes;
    private final PatchFit fit;
    private final ExclusiveUse use;

    private OnnxScoringModel(ModelSpec spec, Model model, @Nullable ColourDistance colours) {
        this.spec = spec;
        this.colours = colours;
        this.predictor = model.newPredictor(new LogitDifferences());
        this.planes = new ImagePlanes(spec.input(), LARGEST_PASS);
        this.fit = new PatchFit(spec.input());
        this.use = new ExclusiveUse(spec, () -> {
            predictor.close();
            model.close();
        });
    }

    /**
     * Loads a model.
     *
     * @param colours of the training patches, where they are known
     * @param threads of one pass
     * @throws DomainException when it is no model for ONNX Runtime
     */
    static OnnxScoringModel load(ModelSpec spec, byte[] onnx, @Nullable ColourDistance colours, int threads) {
        Model model = Model.newInstance(spec.name(), Device.cpu(), ENGINE);
        try (SessionOptions options = OnnxSessions.options(threads)) {
            model.load(new ByteArrayInputStream(onnx), Map.of("sessionOptions", options));
            return new OnnxScoringModel(spec, model, colours);
        } catch (IOException | MalformedModelException | OrtException e) {
            model.close();
            throw new DomainException(
                    ErrorCode.MODEL_INVALID,
                    "%s of %s/%s cannot be loaded: %s"
                            .formatted(ModelSpec.ONNX, spec.name(), spec.version(), e.getMessage()),
                    e);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    @Override
    public ModelVersion version() {
        return new ModelVersion(spec.name(), spec.version());
    }

    @Override
    public String engine() {
        return ENGINE;
    }

    @Override
    public double threshold() {
        return spec.threshold();
    }

    @Override
    public InputSpec input() {
        return spec.input();
    }

    @Override
    public Optional<ColourCheck> checkColours(RgbImage image) {
        return colours == null ? Optional.empty() : Optional.of(colours.check(image));
    }

    @Override
    public RgbImage decode(byte[] file) {
        return fit.decode(file);
    }

    @Override
    public float[] probabilities(List<RgbImage> images) {
        InputSpec input = spec.input();
        List<RgbImage> sized = images.stream()
                .map(image -> input.resize().apply(image, input.width(), input.height()))
                .toList();
        return use.by(() -> {
            float[] probabilities = new float[sized.size()];
            for (int from = 0; from < sized.size(); from += LARGEST_PASS) {
                float[] differences = pass(sized.subList(from, Math.min(sized.size(), from + LARGEST_PASS)));
                for (int i = 0; i < differences.length; i++) {
                    probabilities[from + i] = (float) spec.calibration().probability(differences[i]);
                }
            }
            return probabilities;
        });
    }

    /** Logit of disease minus logit of none, of each image over its views. */
    private float[] pass(List<RgbImage> images) {
        TestTimeAugmentation augmentation =
                Objects.requireNonNullElse(spec.input().views(), TestTimeAugmentation.NONE);
        List<TestTimeAugmentation.View> views = augmentation.views();
        if (views.size() == 1) {
            return differences(images, views.get(0));
        }
        ViewAverage average = new ViewAverage(images.size());
        views.forEach(view -> average.add(differences(images, view)));
        return average.differences();
    }

    private float[] differences(List<RgbImage> images, TestTimeAugmentation.View view) {
        planes.fill(images, view);
        try {
            return predictor.predict(planes);
        } catch (TranslateException e) {
            throw new IllegalStateException("the network failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        use.close();
    }
}
