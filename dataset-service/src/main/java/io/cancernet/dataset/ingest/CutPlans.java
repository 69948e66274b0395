package io.cancernet.dataset.ingest;

import io.cancernet.common.error.Outage;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.model.PromotedModel;
import io.cancernet.dataset.model.PromotedModels;
import io.cancernet.dataset.stain.StainMethod;
import io.cancernet.dataset.tiling.PatchGrid;
import io.cancernet.dataset.tiling.Tiling;
import io.cancernet.dataset.wholeslide.SlideLevel;
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

    /**
     * The plan for a slide.
     *
     * @param mpp resolution of level 0
     * @throws Outage when the slide is for scoring and there is no live model yet: it waits for one
     */
    CutPlan plan(Submission submission, SlideLevel level0, MicronsPerPixel mpp) {
        CutOptions options = Objects.requireNonNullElse(submission.cut(), CutOptions.DEFAULT);
        PromotedModel wanted = wanted(submission.purpose(), options);
        int size = Objects.requireNonNullElse(options.patchSize(), wanted.patchSize());
        Tiling tiling = tiling(options, size, Objects.requireNonNullElse(options.patchMpp(), wanted.mpp()));
        if (options.patchMpp() == null && submission.purpose() == Purpose.DATASET && !fits(tiling, level0, mpp)) {
            // Nobody asked for this resolution: better the slide's own than nothing.
            tiling = tiling(options, size, mpp);
        }
        return new CutPlan(tiling, labels(submission));
    }

    private static boolean fits(Tiling tiling, SlideLevel level0, MicronsPerPixel mpp) {
        return mpp.value() <= tiling.mpp().value()
                && PatchGrid.of(level0, mpp, tiling).cells() > 0;
    }

    private static Tiling tiling(CutOptions options, int size, MicronsPerPixel mpp) {
        return new Tiling(
                size,
                mpp,
                Objects.requireNonNullElse(options.minTissue(), Tiling.DEFAULT_MIN_TISSUE_SHARE),
                Tiling.DEFAULT_MAX_PEN_SHARE,
                Tiling.DEFAULT_MIN_SHARPNESS,
                Objects.requireNonNullElse(options.stain(), StainMethod.NONE));
    }

    /** What is cut where the submission does not say. */
    private PromotedModel wanted(Purpose purpose, CutOptions options) {
        if (purpose == Purpose.DATASET || (options.patchSize() != null && options.patchMpp() != null)) {
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
