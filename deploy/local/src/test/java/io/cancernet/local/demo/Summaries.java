package io.cancernet.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cancernet.local.client.Dataset.SplitCount;
import io.cancernet.local.client.ModelRef;
import io.cancernet.local.client.Run.Epoch;
import java.util.List;
import java.util.Map;

/** Summaries to test with. */
final class Summaries {

    private Summaries() {}

    static DemoSummary synthetic(String metrics) {
        return new DemoSummary(
                "Research use only, not a diagnosis.",
                true,
                "synthetic sample",
                new DemoSummary.DatasetPart(
                        "i1",
                        102,
                        100,
                        2,
                        Map.of("undecodable-image", 2L),
                        3,
                        "synthetic/1",
                        null,
                        0,
                        List.of(
                                new SplitCount("train", 1, 40, 20),
                                new SplitCount("validation", 1, 15, 5),
                                new SplitCount("test", 1, 12, 8))),
                new DemoSummary.RunPart(
                        "r1",
                        "cancernet",
                        42,
                        null,
                        null,
                        100L,
                        0L,
                        List.of(new Epoch(1, 0.5, 0.7, 0.6, 0.65, null, 2.0, 400, 0.01, 1L << 30)),
                        null,
                        0.31,
                        new ModelRef("cancernet", "r1")),
                json(metrics),
                new DemoSummary.ScoringPart(1, List.of("q1"), 20, 20, 0, 20, 9, 0.5, 40, 0.91),
                new DemoSummary.Timings(1, 2, 3, 4, 5, 6, 7, 28),
                new DemoSummary.Memory(3L << 30, Map.of("training-service", 1L << 30)),
                Map.of("run", "http://localhost:8080/api/v1/runs/r1"));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
