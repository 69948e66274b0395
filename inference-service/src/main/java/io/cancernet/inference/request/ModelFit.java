package io.cancernet.inference.request;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.inference.model.PromotedModel;
import io.cancernet.inference.slide.AnnouncedSlide;
import io.cancernet.inference.slide.SlideGeometry;

/** Whether a model can score the patches of a slide: they are cut as those that it was trained on. */
final class ModelFit {

    /** Scanners and pyramids state the same resolution with small differences. */
    private static final double MPP_TOLERANCE = 0.02;

    private ModelFit() {}

    /** @throws DomainException {@link ErrorCode#MODEL_MISMATCH} with what to do, when resolution or size differ */
    static void require(AnnouncedSlide slide, PromotedModel model) {
        SlideGeometry patches = slide.geometry();
        double takes = model.mpp().value();
        if (Math.abs(patches.mpp().value() - takes) > MPP_TOLERANCE * takes) {
            throw mismatch(
                    "patches of slide %s have %s microns per pixel, model %s takes %s"
                            .formatted(slide.slideId(), patches.mpp().value(), model.version(), takes),
                    "at the model's resolution");
        }
        Integer size = model.patchSize();
        if (size != null && size != Math.max(patches.patchWidth(), patches.patchHeight())) {
            throw mismatch(
                    "patches of slide %s have %dx%d pixels, model %s was trained on patches of %d"
                            .formatted(
                                    slide.slideId(),
                                    patches.patchWidth(),
                                    patches.patchHeight(),
                                    model.version(),
                                    size),
                    "to the model's patch size");
        }
    }

    private static DomainException mismatch(String what, String how) {
        return new DomainException(
                ErrorCode.MODEL_MISMATCH,
                "%s: ingest the slide again, cut %s, or name a model that fits in POST /api/v1/scoring-requests"
                        .formatted(what, how));
    }
}
