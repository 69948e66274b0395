package io.cancernet.dataset.testing;

import static io.cancernet.dataset.testing.TiffOutput.ascii;
import static io.cancernet.dataset.testing.TiffOutput.bytes;
import static io.cancernet.dataset.testing.TiffOutput.longs;
import static io.cancernet.dataset.testing.TiffOutput.offsets;
import static io.cancernet.dataset.testing.TiffOutput.rational;
import static io.cancernet.dataset.testing.TiffOutput.shorts;

import io.cancernet.dataset.testing.TiffOutput.Field;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pyramidal TIFF whose pixels come from a function, written tile by tile, so that its size is bounded by the disk and
 * never by memory. A tile with the pixels of the tile before is stored once.
 *
 * <pre>
 * new SyntheticTiff(40_000, 40_000, (level, x, y) -&gt; ...)
 *         .levels(1, 4, 16, 64).encoding(Encoding.DEFLATE).bigTiff().mpp(0.5).write(file);
 * </pre>
 *
 * Without more said: classic, little endian, one level, 256x256 tiles, uncompressed, no description, no resolution.
 */
public final class SyntheticTiff {

    /** The colours of the pixels of every level. */
    @FunctionalInterface
    public interface Painter {

        /** The colour {@code 0xRRGGBB} of a pixel, in the pixels of its level. */
        int rgb(int level, int x, int y);

        /** Paints a region of a level into rows of {@code stride} bytes; to be overridden where speed matters. */
        default void paint(int level, int x, int y, int width, int height, byte[] rgb, int stride) {
            for (int row = 0; row < height; row++) {
                int at = row * stride;
                for (int column = 0; column < width; column++) {
                    int colour = rgb(level, x + column, y + row);
                    rgb[at++] = (byte) (colour >> 16);
                    rgb[at++] = (byte) (colour >> 8);
                    rgb[at++] = (byte) colour;
                }
            }
        }
    }

    /** A way to store the pixels of a tile. */
    public interface TileEncoding {

        /** TIFF's number of the compression. */
        int compression();

        /** TIFF's number of the photometric interpretation: 2 is RGB, 6 YCbCr, 1 grey. */
        int photometric();

        /** Samples a pixel. */
        default int samples() {
            return 3;
        }

        /** 2 where samples are stored as differences to the pixel on the left, else 1. */
        default int predictor() {
            return 1;
        }

        /** Tables that the tiles of an image share. */
        default Optional<byte[]> jpegTables() {
            return Optional.empty();
        }

        byte[] encode(byte[] rgb, int width, int height) throws IOException;
    }

    private record Associated(String description, int subfileType, int width, int height, int rgb) {}

    private static final int BLACK = 0;
    private static final int REDUCED = 1;

    private final int width;
    private final int height;
    private final Painter painter;
    private int[] downsamples = {1};
    private int tileWidth = 256;
    private int tileHeight = 256;
    private boolean tiled = true;
    private TileEncoding encoding = Encoding.NONE;
    private boolean bigTiff;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private Optional<String> description = Optional.empty();
    private Optional<Field[]> resolution = Optional.empty();
    private boolean subIfds;
    private final List<Associated> associated = new ArrayList<>();
    private final Set<List<Integer>> missing = new HashSet<>();

    public SyntheticTiff(int width, int height, Painter painter) {
        this.width = width;
        this.height = height;
        this.painter = painter;
    }

    /** The levels by their downsamples, 1 first; sizes are rounded down. */
    public SyntheticTiff levels(int... downsamplesOfLevels) {
        downsamples = downsamplesOfLevels.clone();
        return this;
    }

    public SyntheticTiff tiles(int widthOfTile, int heightOfTile) {
        tileWidth = widthOfTile;
        tileHeight = heightOfTile;
        return this;
    }

    /** Strips instead of tiles. */
    public SyntheticTiff strips(int rows) {
        tiled = false;
        tileHeight = rows;
        return this;
    }

    public SyntheticTiff encoding(TileEncoding of) {
        encoding = of;
        return this;
    }

    /** 64-bit offsets, for files over 4 GiB. */
    public SyntheticTiff bigTiff() {
        bigTiff = true;
        return this;
    }

    public SyntheticTiff bigEndian() {
        order = ByteOrder.BIG_ENDIAN;
        return this;
    }

    /** ImageDescription of level 0: what makes the file an Aperio slide or an OME-TIFF. */
    public SyntheticTiff description(String text) {
        description = Optional.of(text);
        return this;
    }

    /** Resolution tags of level 0, by the centimetre. */
    public SyntheticTiff mpp(double micronsPerPixel) {
        return resolution(10_000 / micronsPerPixel, 3);
    }

    /** Resolution tags of level 0, by the inch. */
    public SyntheticTiff dpi(int pixelsPerInch) {
        return resolution(pixelsPerInch, 2);
    }

    private SyntheticTiff resolution(double pixelsPerUnit, int unit) {
        resolution = Optional.of(new Field[] {rational(pixelsPerUnit), shorts(unit)});
        return this;
    }

    /** Levels hang below level 0, as in OME-TIFF, instead of following it. */
    public SyntheticTiff subIfds() {
        subIfds = true;
        return this;
    }

    /** Adds an image of one colour in strips, right behind level 0: a label, a macro image, a thumbnail. */
    public SyntheticTiff associated(String text, int newSubfileType, int widthOfImage, int heightOfImage, int colour) {
        associated.add(new Associated(text, newSubfileType, widthOfImage, heightOfImage, colour));
        return this;
    }

    /** Leaves a tile out, by offset and length 0. */
    public SyntheticTiff without(int level, int column, int row) {
        missing.add(List.of(level, column, row));
        return this;
    }

    public int levelWidth(int level) {
        return Math.max(1, width / downsamples[level]);
    }

    public int levelHeight(int level) {
        return Math.max(1, height / downsamples[level]);
    }

    /** Writes the file. */
    public Path write(Path file) throws IOException {
        try (TiffOutput out = new TiffOutput(file, bigTiff, order)) {
            List<SortedMap<Integer, Field>> levels = new ArrayList<>();
            for (int level = 0; level < downsamples.length; level++) {
                levels.add(level(out, level));
            }
            List<SortedMap<Integer, Field>> chain = new ArrayList<>(levels.subList(0, 1));
            for (Associated each : associated) {
                chain.add(image(out, each));
            }
            List<SortedMap<Integer, Field>> reduced = levels.subList(1, levels.size());
            if (subIfds) {
                levels.get(0).put(330, offsets(out.ifds(reduced)));
            } else {
                chain.addAll(reduced);
            }
            out.finish(chain);
        }
        return file;
    }

    private SortedMap<Integer, Field> level(TiffOutput out, int level) throws IOException {
        int pieceWidth = tiled ? tileWidth : levelWidth(level);
        SortedMap<Integer, Field> tags =
                tags(levelWidth(level), levelHeight(level), level == 0 ? 0 : REDUCED, encoding);
        if (tiled) {
            tags.put(322, longs(tileWidth));
            tags.put(323, longs(tileHeight));
        } else {
            tags.put(278, longs(tileHeight));
        }
        pieces(out, level, pieceWidth, tags);
        if (level == 0) {
            description.ifPresent(text -> tags.put(270, ascii(text)));
            resolution.ifPresent(fields -> {
                tags.put(282, fields[0]);
                tags.put(283, fields[0]);
                tags.put(296, fields[1]);
            });
        }
        return tags;
    }

    private void pieces(TiffOutput out, int level, int pieceWidth, SortedMap<Integer, Field> tags) throws IOException {
        int columns = (levelWidth(level) + pieceWidth - 1) / pieceWidth;
        int rows = (levelHeight(level) + tileHeight - 1) / tileHeight;
        long[] offsets = new long[columns * rows];
        long[] counts = new long[columns * rows];
        byte[] last = new byte[0];
        for (int i = 0; i < offsets.length; i++) {
            if (missing.contains(List.of(level, i % columns, i / columns))) {
                last = new byte[0];
                continue;
            }
            byte[] pixels = piece(level, i % columns * pieceWidth, i / columns * tileHeight, pieceWidth);
            if (Arrays.equals(pixels, last)) {
                offsets[i] = offsets[i - 1];
                counts[i] = counts[i - 1];
            } else {
                byte[] encoded = encoding.encode(pixels, pieceWidth, pixels.length / pieceWidth / 3);
                offsets[i] = out.append(encoded);
                counts[i] = encoded.length;
                last = pixels;
            }
        }
        tags.put(tiled ? 324 : 273, offsets(offsets));
        tags.put(tiled ? 325 : 279, longs(counts));
    }

    /** A tile, black where it reaches out of its level, so that a reader that shows this is found out. */
    private byte[] piece(int level, int x, int y, int pieceWidth) {
        int visibleWidth = Math.min(pieceWidth, levelWidth(level) - x);
        int visibleHeight = Math.min(tileHeight, levelHeight(level) - y);
        byte[] pixels = new byte[pieceWidth * (tiled ? tileHeight : visibleHeight) * 3];
        Arrays.fill(pixels, (byte) BLACK);
        painter.paint(level, x, y, visibleWidth, visibleHeight, pixels, pieceWidth * 3);
        return pixels;
    }

    private SortedMap<Integer, Field> image(TiffOutput out, Associated image) throws IOException {
        SortedMap<Integer, Field> tags = tags(image.width, image.height, image.subfileType, Encoding.NONE);
        byte[] pixels = new byte[image.width * image.height * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (image.rgb >> (16 - 8 * (i % 3)));
        }
        tags.put(270, ascii(image.description));
        tags.put(278, longs(image.height));
        tags.put(273, offsets(out.append(pixels)));
        tags.put(279, longs(pixels.length));
        return tags;
    }

    private static SortedMap<Integer, Field> tags(int width, int height, int subfileType, TileEncoding encoding) {
        SortedMap<Integer, Field> tags = new TreeMap<>();
        tags.put(254, longs(subfileType));
        tags.put(256, longs(width));
        tags.put(257, longs(height));
        int[] bits = new int[encoding.samples()];
        Arrays.fill(bits, 8);
        tags.put(258, shorts(bits));
        tags.put(259, shorts(encoding.compression()));
        tags.put(262, shorts(encoding.photometric()));
        tags.put(277, shorts(encoding.samples()));
        tags.put(284, shorts(1));
        if (encoding.predictor() != 1) {
            tags.put(317, shorts(encoding.predictor()));
        }
        encoding.jpegTables().ifPresent(tables -> tags.put(347, bytes(tables)));
        return tags;
    }

    /**
     * An Aperio description with a file name and a user in it, which must never leave a reader.
     *
     * @param more fields such as {@code |MPP = 0.499}
     */
    public static String aperioDescription(String more) {
        return "Aperio Image Library v11.2.1 \r\n1x1 [0,0 1x1] (256x256)|Filename = DOE JANE|User = jd" + more;
    }
}
