package io.cancernet.inference.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the patches of requests are queued. */
@ConfigMapping(prefix = "cancernet.requests")
public interface RequestConfig {

    /** How long the request of a dead replica waits until another one goes on with it. */
    @WithDefault("60s")
    Duration lease();

    /** Pause between looks for a new request. */
    @WithDefault("200ms")
    Duration pollInterval();
}
