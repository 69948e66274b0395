package io.cancernet.inference.model.djl;

import io.cancernet.common.colour.ColourCheck;
import io.cancernet.common.colour.ColourDistance;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.LoadedModel;
import io.cancernet.inference.model.ScoringModel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model that DJL's PyTorch engine computes, on the first GPU or the CPU. */
final class PytorchScoringModel implements ScoringModel {

    static final String ENGINE = "PyTorch";

    private final LoadedModel model;
    private final @Nullable ColourDistance colours;
    private final PatchFit fit;

    /** @param colours of the training patches, where they are known */
    PytorchScoringModel(LoadedModel model, @Nullable ColourDistance colours) {
        this.model = model;
        this.colours = colours;
        this.fit = new PatchFit(model.spec().input());
    }

    @Override
    public ModelVersion version() {
        return new ModelVersion(model.spec().name(), model.spec().version());
    }

    @Override
    public String engine() {
        return ENGINE;
    }

    @Override
    public double threshold() {
        return model.spec().threshold();
    }

    @Override
    public InputSpec input() {
        return model.spec().input();
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
        return model.probabilities(images);
    }

    @Override
    public void close() {
        model.close();
    }
}
