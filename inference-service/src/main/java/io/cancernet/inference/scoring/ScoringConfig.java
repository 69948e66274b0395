package io.cancernet.inference.scoring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How queued patches are fetched and scored. */
@ConfigMapping(prefix = "cancernet.scoring")
public interface ScoringConfig {

    /** Images in one pass of the network. Larger passes leave a CPU's cache and are slower. */
    @WithDefault("32")
    int microBatch();

    /** How long an image waits for others to share a pass of the network with. */
    @WithDefault("2ms")
    Duration microBatchWait();

    /** Images of one priority that wait for the network at most; more queued work waits, more requests are refused. */
    @WithDefault("512")
    int waitingImages();

    /** Threads that fetch and decode while the network computes. */
    @WithDefault("4")
    int fetchThreads();

    /** Largest image file, in bytes: bounds what a wrong length in an event can take. */
    @WithDefault("16777216")
    int largestImage();

    /** Largest gap between two patches of a shard that are fetched by one request, in bytes: a request costs as much. */
    @WithDefault("131072")
    int largestGap();

    /** Largest range of a shard fetched by one request, in bytes, unless a single image is larger. */
    @WithDefault("4194304")
    int largestRange();

    /** How long a batch waits for a live model before the wait is logged again. */
    @WithDefault("1m")
    Duration liveModelWait();
}
