package io.cancernet.dataset.ingest;

import io.cancernet.common.error.Outage;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.model.PromotedModel;
import io.cancernet.dataset.model.PromotedModels;
import io.cancernet.dataset.stain.StainMethod;
import io.cancernet.dataset.tiling.Tiling;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** Decides how a whole slide is cut: as the submission says, else as the live model or the configuration wants it. */
@ApplicationScoped
class CutPlans {

    private final PromotedModels models;
    private final RegionFiles regions;
    private final IngestConfig config;

    CutPlans(PromotedModels models, RegionFiles regions, IngestConfig config) {
        this.models = models;
        this.regions = regions;
        this.config = config;
    }

    /** The plan. @throws Outage when the slide is for scoring and there is no live model yet: it waits for one */
    CutPlan plan(Submission submission) {
        return new CutPlan(tiling(submission), labels(submission));
    }

    private Tiling tiling(Submission submission) {
        CutOptions options = Objects.requireNonNullElse(submission.cut(), CutOptions.DEFAULT);
        Integer size = options.patchSize();
        MicronsPerPixel mpp = options.patchMpp();
        if (size == null || mpp == null) {
            PromotedModel wanted = wanted(submission.purpose());
            size = size == null ? (Integer) wanted.patchSize() : size;
            mpp = mpp == null ? wanted.mpp() : mpp;
        }
        return new Tiling(
                size,
                mpp,
                Objects.requireNonNullElse(options.minTissue(), Tiling.DEFAULT_MIN_TISSUE_SHARE),
                Tiling.DEFAULT_MAX_PEN_SHARE,
                Tiling.DEFAULT_MIN_SHARPNESS,
                Objects.requireNonNullElse(options.stain(), StainMethod.NONE));
    }

    private PromotedModel wanted(Purpose purpose) {
        if (purpose == Purpose.DATASET) {
            return new PromotedModel("", config.patchSize(), new MicronsPerPixel(config.patchMpp()));
        }
        return models.find(ModelPromoted.LIVE)
                .orElseThrow(
                        () -> new Outage("a slide for scoring waits for a live model, which says how it is to be cut"));
    }

    private PatchLabels labels(Submission submission) {
        return submission.regions() == null ? PatchLabels.same(submission.label()) : regions.read(submission.regions());
    }
}
