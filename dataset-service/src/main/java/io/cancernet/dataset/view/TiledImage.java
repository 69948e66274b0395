package io.cancernet.dataset.view;

import io.cancernet.common.image.RgbImage;
import java.io.IOException;

/** An image that is shown by tiles. Thread-safe. */
interface TiledImage {

    DeepZoom pyramid();

    /** The pixels of a tile, each the mean of what it covers. Memory stays bounded however much that is. */
    RgbImage tile(TileArea area) throws IOException;
}
