package io.cancernet.inference.shadow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How a shadow model keeps up. */
@ConfigMapping(prefix = "cancernet.shadow")
public interface ShadowConfig {

    /** Patches that may wait for the shadow model, in bytes; further ones are left out and counted. */
    @WithDefault("16777216")
    int backlog();
}
