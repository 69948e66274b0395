package io.cancernet.local.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A training run as training-service reports it.
 *
 * @param metrics validation and test, passed on as they are
 */
public record Run(
        String runId,
        String state,
        @Nullable String stage,
        String dataset,
        @Nullable String datasetManifestSha256,
        String recipe,
        long seed,
        @Nullable String codeVersion,
        @Nullable JsonNode environment,
        int epochsTotal,
        @Nullable List<Epoch> epochs,
        @Nullable JsonNode metrics,
        @Nullable JsonNode calibration,
        @Nullable Double threshold,
        @Nullable ModelRef model,
        @Nullable Long patchesFromEvents,
        @Nullable Long patchesFromManifest,
        @Nullable JsonNode error) {

    /** Figures of a finished epoch. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Epoch(
            int number,
            double trainLoss,
            double trainAccuracy,
            double validationLoss,
            double validationAccuracy,
            @Nullable Double validationRocAuc,
            double seconds,
            double patchesPerSecond,
            double secondsWaitingForData,
            long residentBytes) {}

    public List<Epoch> finishedEpochs() {
        return epochs == null ? List.of() : epochs;
    }

    public boolean isOver() {
        return state.equals("finished") || state.equals("failed") || state.equals("cancelled");
    }

    public boolean isFinished() {
        return state.equals("finished");
    }

    /** What went wrong, in the server's words; empty when nothing did. */
    public String failure() {
        if (error == null) {
            return "";
        }
        return error.isTextual() ? error.asText() : error.path("detail").asText(error.toString());
    }
}
