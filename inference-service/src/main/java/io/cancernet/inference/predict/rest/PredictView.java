package io.cancernet.inference.predict.rest;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.rest.Problem;
import io.cancernet.inference.predict.PredictImages.Predicted;
import io.cancernet.inference.predict.PredictedImage;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The scores of a request's images. */
@Schema(description = "The scores of a request's images")
record PredictView(
        @Schema(description = "that scored them") ModelVersion model,

        @Schema(description = "probability from which on an image counts as positive")
        double threshold,

        @Schema(description = "in the order of the request") List<ImageView> images,
        String notice) {

    static final String EXAMPLE = """
            {"model": {"name": "idc-cancernet", "version": "20260102-030405-0a1b2c"}, "threshold": 0.41,
             "images": [
              {"name": "a", "inputSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
               "probability": 0.93, "positive": true, "outOfDistribution": false, "colourDistance": 2.7,
               "timings": {"decodeMillis": 0.2, "waitMillis": 3.1, "computeMillis": 9.8}},
              {"name": "b", "error": {"code": "undecodable-image", "detail": "the jpeg ends before its pixels do"}}],
             "notice": "Research use only, not a diagnosis."}""";

    /** An image's score, or why it has none. */
    @Schema(description = "An image's score, or why it has none")
    record ImageView(
            String name,
            @Schema(description = "of the file") @Nullable Sha256 inputSha256,

            @Schema(description = "calibrated probability of disease") @Nullable Double probability,

            @Schema(description = "whether the probability reaches the threshold") @Nullable Boolean positive,

            @Schema(
                    description =
                            "whether the colours are so far from the training patches' that the score means little;"
                                    + " absent: the model does not know these")
            @Nullable Boolean outOfDistribution,

            @Schema(description = "how far, in standard deviations") @Nullable Double colourDistance,

            @Nullable Timings timings,

            @Schema(description = "instead of a score") @Nullable Failure error) {

        static ImageView from(PredictedImage image) {
            if (image instanceof PredictedImage.Refused refused) {
                Failure failure = new Failure(refused.code().slug(), refused.reason());
                return new ImageView(image.name(), null, null, null, null, null, null, failure);
            }
            PredictedImage.Scored scored = (PredictedImage.Scored) image;
            return new ImageView(
                    scored.name(),
                    scored.inputSha256(),
                    scored.prediction().probability(),
                    scored.prediction().positive(),
                    scored.colours() == null ? null : scored.colours().outOfDistribution(),
                    scored.colours() == null ? null : scored.colours().distance(),
                    Timings.of(scored),
                    null);
        }
    }

    /** Why an image has no score. */
    record Failure(String code, String detail) {}

    /** Where the time went, in milliseconds. */
    record Timings(double decodeMillis, double waitMillis, double computeMillis) {

        static Timings of(PredictedImage.Scored scored) {
            return new Timings(
                    millis(scored.decoded()),
                    millis(scored.prediction().waited()),
                    millis(scored.prediction().computed()));
        }

        private static double millis(Duration duration) {
            return Math.round(duration.toNanos() / 1e3) / 1e3;
        }
    }

    /** RFC 9457 problem details, with every image's reason. */
    record NoneScored(String type, String title, int status, String detail, String code, List<ImageView> images) {}

    /** A success when an image has a score, otherwise the first image's problem. */
    static Response answer(Predicted predicted) {
        List<ImageView> images =
                predicted.images().stream().map(ImageView::from).toList();
        if (predicted.images().get(0) instanceof PredictedImage.Refused first
                && predicted.images().stream().allMatch(PredictedImage.Refused.class::isInstance)) {
            Problem problem = Problem.of(first.code(), detail(first, images.size()));
            return Response.status(problem.status())
                    .type(Problem.MEDIA_TYPE)
                    .entity(new NoneScored(
                            problem.type(),
                            problem.title(),
                            problem.status(),
                            problem.detail(),
                            problem.code(),
                            images))
                    .build();
        }
        return Response.ok(
                        new PredictView(predicted.model(), predicted.threshold(), images, ModelSpec.RESEARCH_USE_ONLY))
                .build();
    }

    private static String detail(PredictedImage.Refused first, int images) {
        return images == 1
                ? first.reason()
                : "none of %d images can be scored; the first, '%s': %s"
                        .formatted(images, first.name(), first.reason());
    }
}
