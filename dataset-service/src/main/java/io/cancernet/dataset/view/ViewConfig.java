package io.cancernet.dataset.view;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How slides are shown to viewers. */
@ConfigMapping(prefix = "cancernet.view")
public interface ViewConfig {

    /** Quality of JPEG tiles, from 0 to 1. */
    @WithDefault("0.85")
    double jpegQuality();

    /** How long a browser shows a tile before it asks again; it gets no bytes when the tile is the same. */
    @WithDefault("5m")
    Duration tileMaxAge();

    /** Bytes of encoded tiles that are kept in memory. */
    @WithDefault("33554432")
    long tileCacheBytes();

    /** Bytes of mosaics, without their patches, that are kept in memory. */
    @WithDefault("67108864")
    long mosaicCacheBytes();

    /** Tiles that are made at the same time; each takes up to 30 MiB of memory. */
    @WithDefault("4")
    int concurrentTiles();

    /** Originals that are kept open. */
    @WithDefault("4")
    int openSlides();

    /** How long an original stays open that nobody looks at. */
    @WithDefault("1m")
    Duration openSlideIdle();
}
