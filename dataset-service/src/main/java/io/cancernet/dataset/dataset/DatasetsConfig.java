package io.cancernet.dataset.dataset;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** How datasets are frozen. */
@ConfigMapping(prefix = "cancernet.datasets")
public interface DatasetsConfig {

    /** Where manifests lie while they are written; the system's temporary folder by default. */
    Optional<Path> workDirectory();
}
