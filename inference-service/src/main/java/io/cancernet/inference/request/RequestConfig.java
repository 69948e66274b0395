package io.cancernet.inference.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How requests are made, queued and ended. */
@ConfigMapping(prefix = "cancernet.requests")
public interface RequestConfig {

    /** How long the request of a dead replica waits until another one goes on with it. */
    @WithDefault("60s")
    Duration lease();

    /** Pause between looks for a new request. */
    @WithDefault("200ms")
    Duration pollInterval();

    /** How long a slide for scoring waits for a live model before the wait is noted again. */
    @WithDefault("1m")
    Duration liveModelWait();

    /**
     * How long nothing may be heard of a request's patches, after it was queued or a patch was counted, until it is
     * reported incomplete.
     */
    @WithDefault("24h")
    Duration deadline();

    /** Pause between looks for requests beyond the deadline. */
    @WithDefault("1m")
    Duration deadlineCheck();

    /** How long results wait to be renewed after a patch of an ended request was counted: more may come. */
    @WithDefault("10s")
    Duration renewPause();
}
