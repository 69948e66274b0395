package io.cancernet.common.security.vertx;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many requests a client may make. */
@ConfigMapping(prefix = "cancernet.request-rate")
public interface RequestRateConfig {

    /** Requests a second that one client may go on making; 0 sets no limit. */
    @WithDefault("100")
    int perSecond();

    /** Requests that one client may make at once, such as the tiles of a slide. */
    @WithDefault("1000")
    int burst();
}
