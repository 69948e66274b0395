package io.cancernet.dataset.wholeslide.tile;

import io.cancernet.common.image.RgbImage;

/**
 * Decodes the bytes of one tile to RGB. Thread-safe. What is wrong with the bytes comes as any {@link
 * RuntimeException}.
 */
public interface TileDecoder {

    RgbImage decode(byte[] bytes);

    /** How the components of a tile say colour, where its bytes do not tell. */
    enum Colours {
        RGB,
        YCBCR
    }
}
