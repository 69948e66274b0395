package io.cancernet.inference.model.djl;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.LoadedModel;
import io.cancernet.inference.model.ScoringModel;
import java.util.List;

/** A model that DJL's PyTorch engine computes, on the first GPU or the CPU. */
final class PytorchScoringModel implements ScoringModel {

    static final String ENGINE = "PyTorch";

    private final LoadedModel model;

    PytorchScoringModel(LoadedModel model) {
        this.model = model;
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
    public RgbImage fit(RgbImage image) {
        return PatchFit.apply(model.spec().input(), image);
    }

    @Override
    public float[] probabilities(List<RgbImage> images) {
        return model.probabilities(images);
    }

    @Override
    public void warmUp(int batchSize) {
        model.warmUp(batchSize);
    }

    @Override
    public void close() {
        model.close();
    }
}
