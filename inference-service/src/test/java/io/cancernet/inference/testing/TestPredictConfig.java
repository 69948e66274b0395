package io.cancernet.inference.testing;

import io.cancernet.inference.predict.PredictConfig;
import java.time.Duration;

/** What requests may ask, for tests. */
public record TestPredictConfig(int mostImages, int largestRequest, int allRequests, Duration timeout)
        implements PredictConfig {

    public static final TestPredictConfig ROOMY = new TestPredictConfig(100, 1 << 20, 1 << 22, Duration.ofSeconds(30));
}
