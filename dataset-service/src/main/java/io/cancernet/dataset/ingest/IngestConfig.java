package io.cancernet.dataset.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How sources are ingested. */
@ConfigMapping(prefix = "cancernet.ingest")
public interface IngestConfig {

    /** Folders that {@code file:} URIs may lie in, comma separated; none by default. */
    Optional<List<Path>> allowedRoots();

    /** Where shards and archives lie while they are worked on; the system's temporary folder by default. */
    Optional<Path> workDirectory();

    /** Longest image file of a patch, bytes; longer ones are quarantined. */
    @WithDefault("16777216")
    int maxImageBytes();

    /** Longest shard, bytes, unless a single patch is longer. */
    @WithDefault("67108864")
    long maxShardBytes();

    /** Side of the patches that whole slides for datasets are cut to, pixels, unless the submission says. */
    @WithDefault("50")
    int patchSize();

    /** Resolution of these patches, microns per pixel: that of the IDC data set by default. */
    @WithDefault("4")
    double patchMpp();

    /** Bytes of patch images that are held in memory; the files of a slide with more are read twice. */
    @WithDefault("67108864")
    long caseBufferBytes();

    /** How long a dead worker's ingest waits until another takes it. */
    @WithDefault("30s")
    Duration lease();

    /** Pause between looks at an empty queue. */
    @WithDefault("200ms")
    Duration pollInterval();

    Limits limits();

    /** What a source may hold; a source with more is refused. */
    interface Limits {

        /** Files in a source. The IDC archive, with its tree twice, has 555,048. */
        @WithDefault("2000000")
        int maxFiles();

        /** Unpacked bytes of all files. */
        @WithDefault("137438953472")
        long maxTotalBytes();

        /** Unpacked to packed bytes, of an archive and of each larger file in it. */
        @WithDefault("100")
        int maxRatio();
    }
}
