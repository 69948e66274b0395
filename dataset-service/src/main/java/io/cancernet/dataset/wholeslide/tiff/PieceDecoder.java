package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.common.image.RgbImage;
import java.io.IOException;

/** Decodes the tiles or strips of one image. Thread-safe. */
interface PieceDecoder {

    /**
     * Decodes a piece to RGB.
     *
     * @param rows that it has at most; one at the lower edge may have fewer
     * @throws RuntimeException of any kind when the piece is damaged or not of the size stated
     */
    RgbImage decode(byte[] piece, int width, int rows);

    static PieceDecoder of(Directory image, PixelLayout pixels) throws IOException {
        return pixels.compression().isImage()
                ? ImagePieces.of(image, pixels)
                : new PlainPieces(pixels, Unpacker.of(pixels.compression()));
    }
}
