package io.cancernet.inference.result;

import io.cancernet.common.id.RequestId;
import io.cancernet.common.objectstore.ObjectRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last result of a request. Its files never change: a later revision has files of its own.
 *
 * @param revision 1 for the first one
 * @param missing patches of which nothing was heard in time
 * @param incompleteReason why patches are missing; absent when none are
 * @param positiveAreaMm2 area of positive patches in square millimetres
 * @param maxProbability absent when no patch was scored
 * @param meanProbability absent when no patch was scored
 */
public record RequestResult(
        RequestId requestId,
        int revision,
        int scored,
        int failed,
        int missing,
        @Nullable String incompleteReason,
        int positive,
        double positiveAreaMm2,
        @Nullable Double maxProbability,
        @Nullable Double meanProbability,
        ObjectRef heatmap,
        ObjectRef geojson,
        ObjectRef result,
        Instant writtenAt) {

    public int announced() {
        return scored + failed + missing;
    }
}
