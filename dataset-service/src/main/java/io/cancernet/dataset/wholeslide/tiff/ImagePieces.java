package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.wholeslide.tiff.PixelLayout.Colours;
import io.cancernet.dataset.wholeslide.tile.Jpeg2000Decoder;
import io.cancernet.dataset.wholeslide.tile.JpegDecoder;
import io.cancernet.dataset.wholeslide.tile.TileDecoder;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Pieces that are JPEG or JPEG 2000 images of their own. */
final class ImagePieces implements PieceDecoder {

    /** Quantisation and Huffman tables take 2 KiB at most, comments aside. */
    private static final int MAX_TABLES = 64 << 10;

    private final UnaryOperator<byte[]> completion;
    private final TileDecoder decoder;

    private ImagePieces(UnaryOperator<byte[]> completion, TileDecoder decoder) {
        this.completion = completion;
        this.decoder = decoder;
    }

    static ImagePieces of(Directory image, PixelLayout pixels) throws IOException {
        TileDecoder.Colours colours =
                pixels.colours() == Colours.YCBCR ? TileDecoder.Colours.YCBCR : TileDecoder.Colours.RGB;
        if (pixels.colours() == Colours.WHITE_IS_ZERO) {
            throw Refusals.unsupported("its grey images are inverted");
        }
        return switch (pixels.compression()) {
            case JPEG ->
                new ImagePieces(
                        new JpegTables(image.bytes(Tag.JPEG_TABLES, MAX_TABLES))::complete, new JpegDecoder(colours));
            // Aperio states RGB for both.
            case APERIO_JPEG_2000_YCBCR ->
                new ImagePieces(UnaryOperator.identity(), new Jpeg2000Decoder(TileDecoder.Colours.YCBCR));
            case APERIO_JPEG_2000_RGB ->
                new ImagePieces(UnaryOperator.identity(), new Jpeg2000Decoder(TileDecoder.Colours.RGB));
            default -> new ImagePieces(UnaryOperator.identity(), new Jpeg2000Decoder(colours));
        };
    }

    @Override
    public RgbImage decode(byte[] piece, int width, int rows) {
        RgbImage decoded = decoder.decode(completion.apply(piece));
        if (decoded.width() != width || decoded.height() > rows) {
            throw new IllegalArgumentException("it is %d x %d pixels where %d x %d are stated"
                    .formatted(decoded.width(), decoded.height(), width, rows));
        }
        return decoded;
    }
}
