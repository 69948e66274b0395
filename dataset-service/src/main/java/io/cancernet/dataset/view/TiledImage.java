package io.cancernet.dataset.view;

import io.cancernet.common.image.RgbImage;

/** An image that is shown by tiles. Thread-safe. */
interface TiledImage {

    DeepZoom pyramid();

    /**
     * The pixels of a tile, each the mean of what it covers. Memory stays bounded however much that is.
     *
     * @throws java.io.UncheckedIOException when the original cannot be read
     */
    RgbImage tile(TileArea area);
}
