package io.cancernet.dataset.upload;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How files are uploaded. */
@ConfigMapping(prefix = "cancernet.upload")
public interface UploadConfig {

    /** Longest file, bytes. */
    @WithDefault("68719476736")
    long maxBytes();

    /** Length of a part, bytes; longer where a file would have more than 10,000 parts. Stores take 5 MiB or more. */
    @WithDefault("16777216")
    long partBytes();

    /** How long the address of a part can be used. */
    @WithDefault("1h")
    Duration urlValid();

    /** How long an upload is kept that nobody goes on with or ingests. */
    @WithDefault("24h")
    Duration keep();

    /** Pause between looks for uploads to remove. */
    @WithDefault("10m")
    Duration sweepInterval();
}
