package io.cancernet.inference.result.rest;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.PatchScored;
import io.cancernet.common.id.RequestId;
import io.cancernet.inference.request.ScoringRequest;
import io.cancernet.inference.result.RequestResult;
import io.cancernet.inference.result.SlideResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request of a slide with its last result, as REST answers it. */
record SlideResultView(
        RequestId requestId,
        ModelVersion model,
        ScoringRequest.State state,
        int announced,
        int scored,
        int failed,
        int positive,
        ScoringRequest.@Nullable Failure error,
        Instant createdAt,
        @Nullable Summary result,
        String notice) {

    /**
     * What a result comes to, and where its files are.
     *
     * @param revision 1 for the first result of the request
     */
    record Summary(
            int revision,
            boolean complete,
            int missing,
            double positiveAreaMm2,
            @Nullable Double maxProbability,
            @Nullable Double meanProbability,
            Instant writtenAt,
            String heatmap,
            String geojson,
            String result) {

        static Summary from(RequestResult result) {
            String path = "/api/v1/scoring-requests/" + result.requestId();
            return new Summary(
                    result.revision(),
                    result.missing() == 0,
                    result.missing(),
                    result.positiveAreaMm2(),
                    result.maxProbability(),
                    result.meanProbability(),
                    result.writtenAt(),
                    path + "/heatmap",
                    path + "/geojson",
                    path + "/result");
        }
    }

    static SlideResultView from(SlideResult each) {
        ScoringRequest request = each.request();
        RequestResult result = each.result();
        return new SlideResultView(
                request.requestId(),
                request.model(),
                request.state(),
                request.announced(),
                request.scored(),
                request.failed(),
                request.positive(),
                request.error(),
                request.createdAt(),
                result == null ? null : Summary.from(result),
                PatchScored.NOTICE);
    }
}
