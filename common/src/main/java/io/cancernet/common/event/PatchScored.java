package io.cancernet.common.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.ScoreId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A patch was scored.
 *
 * @param probability calibrated probability of disease, 0 to 1
 * @param positive whether the probability reaches the model's threshold
 * @param latencyMillis from the record's Kafka timestamp to the stored score, in milliseconds
 * @param inputSha256 of the image file that was scored
 * @param timings where the time went
 * @param outOfDistribution whether the image's colours are so far from those of the training patches that the score means
 *     little; absent: the model does not know these
 * @param colourDistance how far they are, in standard deviations
 */
public record PatchScored(
        ScoreId scoreId,
        PatchId patchId,
        @Nullable RequestId requestId,
        @Nullable SlideId slideId,
        @Nullable CaseId caseId,
        @Nullable Integer x,
        @Nullable Integer y,
        ModelVersion model,
        double probability,
        double threshold,
        boolean positive,
        Instant scoredAt,
        long latencyMillis,
        @Nullable Sha256 inputSha256,
        @Nullable Timings timings,
        @Nullable Boolean outOfDistribution,
        @Nullable Double colourDistance)
        implements Event {

    public static final String NOTICE = "Research use only, not a diagnosis.";

    public PatchScored {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability lies between 0 and 1: " + probability);
        }
    }

    /**
     * Where the time went. Images are fetched and computed many at once, which share these times.
     *
     * @param queueMillis from the record's Kafka timestamp until its image was asked for, in milliseconds
     * @param fetchMillis for fetching and decoding, in milliseconds
     * @param computeMillis for the network's pass, in milliseconds
     */
    public record Timings(long queueMillis, long fetchMillis, long computeMillis) {}

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String notice() {
        return NOTICE;
    }

    @Override
    public Topic topic() {
        return Topic.PATCHES_SCORED;
    }

    @Override
    public String key() {
        return patchId.value();
    }

    @Override
    public String eventId() {
        return requestId == null ? scoreId.value() : scoreId + "-" + requestId;
    }
}
