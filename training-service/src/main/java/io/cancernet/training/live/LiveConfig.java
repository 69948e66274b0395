package io.cancernet.training.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How live progress is served. */
@ConfigMapping(prefix = "cancernet.training.live")
public interface LiveConfig {

    /** Pause between looks for what happened, while anybody follows. */
    @WithDefault("500ms")
    Duration poll();

    /** Longest silence towards a client: proxies close connections on which nothing moves. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How long what happened is kept for clients that come back. */
    @WithDefault("7d")
    Duration kept();
}
