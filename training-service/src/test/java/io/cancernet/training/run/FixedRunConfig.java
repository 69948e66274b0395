package io.cancernet.training.run;

import java.nio.file.Path;
import java.time.Duration;

/** Settings of a test. */
public record FixedRunConfig(
        Duration patchWait,
        Path cacheDir,
        long cacheBytes,
        int parallelShards,
        boolean worker,
        Duration lease,
        Duration poll,
        Duration cancelPoll,
        Duration checkpointInterval,
        Duration storePatience,
        String codeVersion)
        implements RunConfig {

    public static final RunConfig IMPATIENT = new FixedRunConfig(
            Duration.ZERO,
            Path.of("unused"),
            0,
            1,
            true,
            Duration.ofMinutes(1),
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            Duration.ZERO,
            Duration.ofMillis(1),
            "test");
}
