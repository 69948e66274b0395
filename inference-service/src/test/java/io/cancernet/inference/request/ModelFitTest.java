package io.cancernet.inference.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.inference.model.PromotedModel;
import io.cancernet.inference.slide.AnnouncedSlide;
import io.cancernet.inference.slide.SlideGeometry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelFitTest {

    private static final ObjectRef FILE = new ObjectRef("file", Sha256.of(new byte[0]));

    @Test
    void sameCut_fits_withSmallDifferencesOfResolution() {
        assertThatCode(() -> ModelFit.require(slide(4.05, 50, 49), model(4, 50)))
                .doesNotThrowAnyException();
    }

    @Test
    void otherResolution_isRefused_withWhatToDo() {
        assertRefused(slide(0.5, 50, 50), model(4, 50), "0.5 microns per pixel");
    }

    @Test
    void otherPatchSize_isRefused_withWhatToDo() {
        assertRefused(slide(4, 96, 96), model(4, 50), "96x96 pixels");
        assertRefused(slide(4, 25, 25), model(4, 50), "patches of 50");
    }

    @Test
    void modelWhosePatchSizeNobodyKnows_isHeldToItsResolution() {
        assertThatCode(() -> ModelFit.require(slide(4, 96, 96), model(4, null))).doesNotThrowAnyException();
    }

    private static void assertRefused(AnnouncedSlide slide, PromotedModel model, String what) {
        assertThatThrownBy(() -> ModelFit.require(slide, model))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_MISMATCH))
                .hasMessageContaining(what)
                .hasMessageContaining("ingest the slide again");
    }

    private static AnnouncedSlide slide(double mpp, int width, int height) {
        return new AnnouncedSlide(
                new SlideId("1".repeat(32)),
                new CaseId("case"),
                new ExtractionId("2".repeat(32)),
                FILE,
                new SlideGeometry(new MicronsPerPixel(mpp), width, height, null),
                10,
                Purpose.SCORING,
                0,
                Instant.EPOCH);
    }

    private static PromotedModel model(double mpp, @Nullable Integer patchSize) {
        return new PromotedModel(new ModelVersion("model", "1"), FILE, FILE, new MicronsPerPixel(mpp), patchSize);
    }
}
