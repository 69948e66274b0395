package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.wholeslide.tile.TileGrid;
import java.io.IOException;

/**
 * One image of a TIFF, cut into tiles or strips that are decoded one by one. All that its tags promise is checked
 * before it is made: where its pieces lie, that the file is long enough for them, and that there are not too many.
 * Thread-safe.
 */
final class TiffImage {

    /** The largest slides are some 300,000 pixels wide. */
    private static final long MAX_SIDE = 1_000_000;

    /** Their offsets and lengths take 64 MiB. */
    private static final long MAX_PIECES = 4_000_000;

    /** 48 MiB decoded. */
    private static final long MAX_PIECE_PIXELS = 4096L * 4096;

    /** By how much a piece may be longer packed than unpacked: twice and tables. */
    private static final long PACKED_EXTRA = 1 << 20;

    private final FileBytes file;
    private final TileGrid grid;
    private final boolean tiled;
    private final PieceDecoder decoder;
    private final long[] offsets;
    private final long[] lengths;

    private TiffImage(
            FileBytes file, TileGrid grid, boolean tiled, PieceDecoder decoder, long[] offsets, long[] lengths) {
        this.file = file;
        this.grid = grid;
        this.tiled = tiled;
        this.decoder = decoder;
        this.offsets = offsets;
        this.lengths = lengths;
    }

    static TiffImage of(FileBytes file, Directory image) throws IOException {
        boolean tiled = isTiled(image);
        TileGrid grid = grid(image, tiled);
        PixelLayout pixels = PixelLayout.of(image);
        int pieces = (int) grid.tiles();
        long[] offsets = image.numbers(tiled ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS, pieces);
        long[] lengths = image.numbers(tiled ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS, pieces);
        long longest = 2L * grid.tileWidth() * grid.tileHeight() * pixels.samples() + PACKED_EXTRA;
        for (int i = 0; i < pieces; i++) {
            if (offsets[i] == 0 || lengths[i] == 0) {
                continue;
            }
            Directory.requireWithin(file, offsets[i], lengths[i], "tiles");
            if (lengths[i] > longest) {
                throw Refusals.unreadable("a tile takes %d bytes".formatted(lengths[i]));
            }
        }
        return new TiffImage(file, grid, tiled, PieceDecoder.of(image, pixels), offsets, lengths);
    }

    static boolean isTiled(Directory image) {
        return image.has(Tag.TILE_WIDTH) && image.has(Tag.TILE_OFFSETS);
    }

    private static TileGrid grid(Directory image, boolean tiled) throws IOException {
        Size size = Size.of(image);
        long width = size.width();
        long height = size.height();
        if (width > MAX_SIDE || height > MAX_SIDE) {
            throw Refusals.tooLarge("%d x %d, at most %d a side".formatted(width, height, MAX_SIDE));
        }
        long pieceWidth = tiled ? image.number(Tag.TILE_WIDTH) : width;
        long pieceHeight = tiled ? image.number(Tag.TILE_LENGTH) : image.number(Tag.ROWS_PER_STRIP, height);
        if (!tiled) {
            pieceHeight = Math.min(pieceHeight, height);
        }
        if (pieceWidth < 1 || pieceHeight < 1) {
            throw Refusals.unreadable("its tiles are %d x %d pixels".formatted(pieceWidth, pieceHeight));
        }
        if (pieceWidth > MAX_PIECE_PIXELS / pieceHeight) {
            String pieces = "it is stored in pieces of %d x %d pixels, which do not fit into memory"
                    .formatted(pieceWidth, pieceHeight);
            // Too large is final: a reader that is asked next would allocate such a tile.
            throw tiled ? Refusals.tooLarge(pieces) : Refusals.unsupported(pieces);
        }
        TileGrid grid = new TileGrid((int) width, (int) height, (int) pieceWidth, (int) pieceHeight);
        if (grid.tiles() > MAX_PIECES) {
            throw Refusals.tooLarge("%d tiles, at most %d".formatted(grid.tiles(), MAX_PIECES));
        }
        return grid;
    }

    TileGrid grid() {
        return grid;
    }

    /** Whether the file leaves a piece out. */
    boolean isMissing(int piece) {
        return offsets[piece] == 0 || lengths[piece] == 0;
    }

    /** Reads and decodes a piece. */
    RgbImage decode(int piece) throws IOException {
        byte[] packed = file.read(offsets[piece], (int) lengths[piece]);
        RgbImage decoded;
        try {
            decoded = decoder.decode(packed, grid.tileWidth(), grid.tileHeight());
        } catch (RuntimeException e) {
            throw Refusals.unreadable("a tile cannot be decoded, %s".formatted(reason(e)), e);
        }
        int stated = tiled ? grid.tileHeight() : Math.min(grid.tileHeight(), grid.height() - piece * grid.tileHeight());
        if (decoded.height() < stated) {
            throw Refusals.unreadable("a tile has %d rows where %d are stated".formatted(decoded.height(), stated));
        }
        return decoded;
    }

    /** What our own decoders say; others may quote the file. */
    private static String reason(RuntimeException failure) {
        return failure instanceof IllegalArgumentException || failure instanceof DomainException
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getSimpleName();
    }
}
