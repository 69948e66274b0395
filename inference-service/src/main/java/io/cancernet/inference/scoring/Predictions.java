package io.cancernet.inference.scoring;

import io.cancernet.common.kafka.Outcome;
import java.util.HashMap;
import java.util.Map;

/** What came of scoring: for each piece of work a prediction, or why there is none. Not thread-safe. */
final class Predictions {

    private final Map<PatchWork, ScoredImage> scored = new HashMap<>();
    private final Map<PatchWork, Outcome.Failed> failures = new HashMap<>();

    void scored(PatchWork work, ScoredImage image) {
        scored.put(work, image);
    }

    void failed(PatchWork work, Outcome.Failed reason) {
        failures.put(work, reason);
    }

    Map<PatchWork, ScoredImage> scored() {
        return scored;
    }

    Map<PatchWork, Outcome.Failed> failures() {
        return failures;
    }
}
