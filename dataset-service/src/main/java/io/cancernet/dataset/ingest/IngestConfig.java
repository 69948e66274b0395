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

    /** Buckets, or {@code bucket/prefix}, that {@code s3:} URIs may name, comma separated; none by default. */
    Optional<List<String>> allowedBuckets();

    /**
     * Web servers with public addresses that sources may be read from, comma separated: {@code host}, {@code host:port},
     * or {@code http://host:port} for plain HTTP; none by default.
     */
    Optional<List<String>> allowedHosts();

    /** Likewise, those that may have private addresses; none by default. */
    Optional<List<String>> allowedPrivateHosts();

    /** Longest wait for a web server to answer. */
    @WithDefault("30s")
    Duration remoteTimeout();

    /** Where shards, archives, slides and manifests lie while they are worked on; the system's temporary folder by default. */
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
