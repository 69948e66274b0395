package io.cancernet.training.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How runs are worked off. */
@ConfigMapping(prefix = "cancernet.training")
public interface RunConfig {

    /** How long a run waits for patch events with none arriving before the manifest fills the gaps. */
    @WithDefault("10s")
    Duration patchWait();

    /** Directory of the decoded patches; a file there may be deleted whenever no run uses it. */
    @WithDefault("${java.io.tmpdir}/cancernet-training-cache")
    Path cacheDir();

    /** Most bytes of decoded patches that are kept for later runs; the least recently used go first. */
    @WithDefault("20000000000")
    long cacheBytes();

    /** Shards that are read at once. */
    @WithDefault("4")
    int parallelShards();

    /** Whether this process works runs off; one that does not takes requests and answers only. */
    @WithDefault("true")
    boolean worker();

    /** How long the run of a dead process waits until another takes it over. */
    @WithDefault("60s")
    Duration lease();

    /** Pause between looks at an empty queue. */
    @WithDefault("500ms")
    Duration poll();

    /** Pause between looks whether a run was cancelled. */
    @WithDefault("1s")
    Duration cancelPoll();

    /** Time after which the state is saved within an epoch too, so that another attempt can go on from there. */
    @WithDefault("60s")
    Duration checkpointInterval();

    /** How long a run waits out a store that is away before it is given back to the queue. */
    @WithDefault("2m")
    Duration storePatience();

    /** What the run record names as the code it ran with, such as a version or a commit. */
    @WithDefault("${quarkus.application.version:unknown}")
    String codeVersion();
}
