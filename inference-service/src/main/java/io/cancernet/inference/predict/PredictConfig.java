package io.cancernet.inference.predict;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What HTTP requests may ask of this replica. */
@ConfigMapping(prefix = "cancernet.predict")
public interface PredictConfig {

    /** Images in one request. */
    @WithDefault("256")
    int mostImages();

    /** Largest body of a request, in bytes; {@code quarkus.http.limits.max-body-size} must allow more. */
    @WithDefault("33554432")
    int largestRequest();

    /** Bodies of all requests at once, in bytes: bounds memory; requests beyond it are turned away for now. */
    @WithDefault("268435456")
    int allRequests();

    /** How long a request waits for the network before it is turned away. */
    @WithDefault("30s")
    Duration timeout();
}
