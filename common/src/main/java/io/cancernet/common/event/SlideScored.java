package io.cancernet.common.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A scoring request ended: announced = scored + failed + missing. One that ended incomplete, or with failed patches,
 * ends again when more of its patches are scored.
 *
 * @param revision 1 for the first end of the request, one more for each later one
 * @param announced patches of the extraction
 * @param failed patches that cannot be scored; the dead letters say why
 * @param missing patches of which nothing was heard in time
 * @param positive scored patches whose probability reaches the model's threshold
 * @param positiveAreaMm2 area that positive patches cover, in square millimetres
 * @param maxProbability highest calibrated probability of disease; absent when no patch was scored
 * @param meanProbability of the scored patches; absent when there are none
 * @param complete whether no patch is missing
 * @param incompleteReason why patches are missing; only when some are
 * @param heatmap PNG of the probabilities on the slide
 * @param geojson the patches as a FeatureCollection, which QuPath opens
 * @param result JSON with everything else that is known of the result
 * @param finishedAt when this revision was written
 */
public record SlideScored(
        RequestId requestId,
        SlideId slideId,
        CaseId caseId,
        ExtractionId extractionId,
        ModelVersion model,
        int revision,
        int announced,
        int scored,
        int failed,
        int missing,
        int positive,
        double positiveAreaMm2,
        @Nullable Double maxProbability,
        @Nullable Double meanProbability,
        boolean complete,
        @Nullable String incompleteReason,
        ObjectRef heatmap,
        ObjectRef geojson,
        ObjectRef result,
        Instant finishedAt)
        implements Event {

    public SlideScored {
        if (announced != scored + failed + missing || missing < 0) {
            throw new IllegalArgumentException("announced = scored + failed + missing must hold: %d, %d, %d, %d"
                    .formatted(announced, scored, failed, missing));
        }
        if (complete != (missing == 0) || complete != (incompleteReason == null)) {
            throw new IllegalArgumentException(
                    "a request with %d missing patches is incomplete for a reason, one with none complete"
                            .formatted(missing));
        }
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String notice() {
        return PatchScored.NOTICE;
    }

    @Override
    public Topic topic() {
        return Topic.SLIDES_SCORED;
    }

    @Override
    public String key() {
        return requestId.value();
    }

    @Override
    public String eventId() {
        return requestId + "-" + revision;
    }
}
