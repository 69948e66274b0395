package io.cancernet.inference.testing;

import io.cancernet.inference.scoring.ScoringConfig;
import java.time.Duration;

/** Settings of scoring for tests: small batches, and those that a test is about. */
public record TestScoringConfig(int microBatch, Duration microBatchWait, int waitingImages) implements ScoringConfig {

    /** Micro-batches of 8 that wait for a moment. */
    public static final TestScoringConfig SMALL = new TestScoringConfig(8, Duration.ofMillis(2), 64);

    @Override
    public int fetchThreads() {
        return 2;
    }

    @Override
    public int largestImage() {
        return 1 << 20;
    }

    @Override
    public int largestGap() {
        return 1 << 16;
    }

    @Override
    public int largestRange() {
        return 1 << 20;
    }

    @Override
    public Duration liveModelWait() {
        return Duration.ofSeconds(1);
    }
}
