package io.cancernet.common.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.File;
import java.nio.file.Path;

/** Room on the disks that a service writes to. */
public final class DiskSpace {

    private DiskSpace() {}

    /**
     * Tells the room on the disk of a folder from now on.
     *
     * @param use what the folder is for, in a word
     */
    public static void watch(MeterRegistry registry, String use, Path folder) {
        Gauge.builder("cancernet.disk.free", () -> existing(folder).getUsableSpace())
                .description("Free bytes of the disk that a folder lies on")
                .baseUnit("bytes")
                .tag("use", use)
                .register(registry);
        Gauge.builder("cancernet.disk.size", () -> existing(folder).getTotalSpace())
                .description("Size of the disk that a folder lies on")
                .baseUnit("bytes")
                .tag("use", use)
                .register(registry);
    }

    /** A folder that is made when it is first needed lies on the disk of the one above it. */
    private static File existing(Path folder) {
        File file = folder.toAbsolutePath().toFile();
        File parent = file.getParentFile();
        return file.exists() || parent == null ? file : existing(parent.toPath());
    }
}
