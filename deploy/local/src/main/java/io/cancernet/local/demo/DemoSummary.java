package io.cancernet.local.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.local.client.Dataset.SplitCount;
import io.cancernet.local.client.ModelRef;
import io.cancernet.local.client.Run.Epoch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a demo; written as JSON just as it is. What is undefined or unknown is absent.
 *
 * @param note that this is no diagnosis, and what synthetic numbers are worth
 * @param metrics {@code validation} and {@code test}, as training-service reports them
 * @param where to look next
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DemoSummary(
        String note,
        boolean synthetic,
        String source,
        DatasetPart dataset,
        RunPart run,
        JsonNode metrics,
        ScoringPart scoring,
        Timings timings,
        @Nullable Memory memory,
        Map<String, String> where) {

    /**
     * The ingest and the dataset that was frozen from it; {@code in = stored + quarantined}.
     *
     * @param in files found
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DatasetPart(
            String ingestId,
            long in,
            long stored,
            long quarantined,
            Map<String, Long> quarantine,
            int slides,
            String version,
            @Nullable JsonNode manifest,
            long duplicatesLeftOut,
            List<SplitCount> splits) {}

    /** The run and the model it made. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RunPart(
            String runId,
            String recipe,
            long seed,
            @Nullable String codeVersion,
            @Nullable JsonNode environment,
            @Nullable Long patchesFromEvents,
            @Nullable Long patchesFromManifest,
            List<Epoch> epochs,
            @Nullable JsonNode calibration,
            @Nullable Double threshold,
            ModelRef model) {}

    /**
     * The test cases' patches, scored through Kafka; {@code announced = scored + failed}.
     *
     * @param distinct scores with an id of their own, equal to {@code scored} when none came twice
     * @param rocAuc of the scores read back, against the labels in the file names
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ScoringPart(
            int requests,
            List<String> requestIds,
            long announced,
            long scored,
            long failed,
            long distinct,
            long positive,
            double seconds,
            double patchesPerSecond,
            @Nullable Double rocAuc) {}

    /** Seconds of each step. */
    public record Timings(
            double startSeconds,
            double sampleSeconds,
            double ingestSeconds,
            double freezeSeconds,
            double trainSeconds,
            double promoteSeconds,
            double scoreSeconds,
            double totalSeconds) {}

    /**
     * The largest memory that all processes held together.
     *
     * @param processes resident bytes of each process then
     */
    public record Memory(long peakBytes, Map<String, Long> processes) {}
}
