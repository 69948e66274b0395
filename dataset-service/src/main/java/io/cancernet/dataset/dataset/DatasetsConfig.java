package io.cancernet.dataset.dataset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How datasets are frozen and looked after. */
@ConfigMapping(prefix = "cancernet.datasets")
public interface DatasetsConfig {

    /** Most lines of a manifest that may be imported; each takes about 70 bytes of memory meanwhile. */
    @WithDefault("4000000")
    int maxManifestLines();

    /** How long a dead worker's verification or statistics wait until another takes them. */
    @WithDefault("30s")
    Duration lease();

    /** Pause between looks at an empty queue. */
    @WithDefault("500ms")
    Duration pollInterval();
}
