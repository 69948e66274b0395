package io.cancernet.local.demo;

import java.util.EnumMap;
import java.util.Map;

/** Seconds that each step took; a step lasts until the next one begins. */
final class Stopwatch {

    /** A step of the demo. */
    enum Step {
        START,
        SAMPLE,
        INGEST,
        FREEZE,
        TRAIN,
        PROMOTE,
        SCORE,
        END
    }

    private final Map<Step, Double> seconds = new EnumMap<>(Step.class);
    private final long first = System.nanoTime();
    private Step step = Step.START;
    private long begun = first;

    void begin(Step next) {
        long now = System.nanoTime();
        seconds.merge(step, (now - begun) / 1e9, Double::sum);
        step = next;
        begun = now;
    }

    double of(Step wanted) {
        return Math.round(seconds.getOrDefault(wanted, 0.0) * 1000) / 1000.0;
    }

    DemoSummary.Timings timings() {
        return new DemoSummary.Timings(
                of(Step.START),
                of(Step.SAMPLE),
                of(Step.INGEST),
                of(Step.FREEZE),
                of(Step.TRAIN),
                of(Step.PROMOTE),
                of(Step.SCORE),
                Math.round((System.nanoTime() - first) / 1e6) / 1000.0);
    }
}
