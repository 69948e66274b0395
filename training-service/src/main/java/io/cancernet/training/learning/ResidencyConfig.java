package io.cancernet.training.learning;

import io.cancernet.training.loop.Residency;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether decoded patches are kept on the device that trains. */
@ConfigMapping(prefix = "cancernet.training.resident")
interface ResidencyConfig {

    /** AUTO: on a GPU when they fit; ALWAYS; NEVER. */
    @WithDefault("AUTO")
    Residency.Mode mode();

    /** Share of the GPU's free memory, above 0 and at most 1, that they may take with AUTO. */
    @WithDefault("0.5")
    double share();
}
