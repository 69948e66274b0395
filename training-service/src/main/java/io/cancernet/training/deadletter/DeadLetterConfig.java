package io.cancernet.training.deadletter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How dead letters are shown. */
@ConfigMapping(prefix = "cancernet.dead-letters")
public interface DeadLetterConfig {

    /** Letters of each topic that are listed, the newest; 20,000 take about 10 MB. */
    @WithDefault("20000")
    int listed();
}
