package io.cancernet.dataset.bench;

import io.cancernet.common.image.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A pyramidal TIFF of JPEG tiles: tissue inside a white border, at 0.5 µm/px, with levels of 1/4 and 1/16. A handful of
 * tiles repeats all over it, which costs its readers no less.
 */
final class SyntheticSlide {

    static final int TILE = 256;
    static final double MPP = 0.5;

    private static final int TEXTURES = 32;
    /**
     * Of the noise. As JPEG it comes close to real tiles of H&amp;E at 20x and 40x, two Aperio slides of which took, written
     * by the same encoder, 14 to 15 KB as JPEG, 0.43 to 0.44 ms of a core to decode, and 134 to 137 KB as PNG: encoding
     * leaves little of white noise. 60 gave 11 KB, 0.43 ms and 128 KB.
     */
    private static final int AMPLITUDE = 70;

    private static final int CHANNELS = 3;
    private static final byte WHITE = (byte) 255;
    /** This share of the side is glass on each edge. */
    private static final int BORDER = 16;

    private static final int[] DOWNSAMPLES = {1, 4, 16};
    private static final int PIXELS_A_CENTIMETRE = (int) (10_000 / MPP);
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int HEADER = 8;

    private final int side;
    private final List<byte[]> tissue = new ArrayList<>();
    private final byte[] glass;

    private SyntheticSlide(int side) throws IOException {
        this.side = side;
        for (int i = 0; i < TEXTURES; i++) {
            tissue.add(jpeg(SyntheticPatches.texture(i, TILE, AMPLITUDE)));
        }
        byte[] white = new byte[TILE * TILE * CHANNELS];
        Arrays.fill(white, WHITE);
        glass = jpeg(new RgbImage(TILE, TILE, white));
    }

    /**
     * Writes a slide.
     *
     * @param side in pixels, in whole tiles of the smallest level
     */
    static Path write(Path file, int side) throws IOException {
        int step = TILE * DOWNSAMPLES[DOWNSAMPLES.length - 1];
        if (side % step != 0) {
            throw new IllegalArgumentException("the slide's side is a multiple of %d: %d".formatted(step, side));
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            new SyntheticSlide(side).write(out);
        }
        return file;
    }

    /** Tissue tiles in a row or column of level 0. */
    static int tissueTiles(int side) {
        return (side - 2 * (side / BORDER)) / TILE;
    }

    /** Where they begin, in pixels. */
    static int tissueFrom(int side) {
        return side / BORDER;
    }

    private void write(OutputStream out) throws IOException {
        List<Directory> directories = new ArrayList<>();
        int at = HEADER;
        for (int downsample : DOWNSAMPLES) {
            Directory directory = new Directory(side / downsample, at);
            at = directory.end();
            directories.add(directory);
        }
        int offset = at;
        ByteBuffer tags = ByteBuffer.allocate(at).order(ByteOrder.LITTLE_ENDIAN);
        tags.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(HEADER);
        List<byte[]> tiles = new ArrayList<>();
        for (int i = 0; i < directories.size(); i++) {
            Directory directory = directories.get(i);
            for (int tile = 0; tile < directory.tiles(); tile++) {
                byte[] bytes = tile(directory, tile);
                directory.offsets[tile] = offset;
                directory.lengths[tile] = bytes.length;
                offset += bytes.length;
                tiles.add(bytes);
            }
            boolean last = i == directories.size() - 1;
            directory.write(tags, i > 0, last ? 0 : directories.get(i + 1).at);
        }
        out.write(tags.array());
        for (byte[] tile : tiles) {
            out.write(tile);
        }
    }

    /** Tissue all over but for the border, which at level 0 is made of whole tiles. */
    private byte[] tile(Directory directory, int number) throws IOException {
        int left = number % directory.columns() * TILE;
        int top = number / directory.columns() * TILE;
        int border = directory.side / BORDER;
        int end = directory.side - border;
        if (left >= border && top >= border && left + TILE <= end && top + TILE <= end) {
            return tissue.get(number % TEXTURES);
        }
        if (left + TILE <= border || top + TILE <= border || left >= end || top >= end) {
            return glass;
        }
        byte[] pixels =
                SyntheticPatches.texture(number, TILE, AMPLITUDE).pixels().clone();
        for (int i = 0; i < TILE * TILE; i++) {
            int x = left + i % TILE;
            int y = top + i / TILE;
            if (Math.min(x, y) < border || Math.max(x, y) >= end) {
                Arrays.fill(pixels, CHANNELS * i, CHANNELS * (i + 1), WHITE);
            }
        }
        return jpeg(new RgbImage(TILE, TILE, pixels));
    }

    private static byte[] jpeg(RgbImage image) throws IOException {
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        byte[] pixels = image.pixels();
        for (int i = 0; i < image.width() * image.height(); i++) {
            int rgb = ((pixels[3 * i] & 0xff) << 16) | ((pixels[3 * i + 1] & 0xff) << 8) | (pixels[3 * i + 2] & 0xff);
            picture.setRGB(i % image.width(), i / image.width(), rgb);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, "jpeg", out)) {
            throw new IOException("this Java runtime has no JPEG writer");
        }
        return out.toByteArray();
    }

    /** The tags of one level, then the values that do not fit into them. */
    private static final class Directory {

        private static final int ENTRIES = 16;
        private static final int ENTRY = 12;

        private final int side;
        private final int at;
        private final int[] offsets;
        private final int[] lengths;

        Directory(int side, int at) {
            this.side = side;
            this.at = at;
            this.offsets = new int[tiles()];
            this.lengths = new int[tiles()];
        }

        int columns() {
            return side / TILE;
        }

        int tiles() {
            return columns() * columns();
        }

        /** After the tags: bits per sample (8 bytes), resolution (8), offsets, lengths. */
        private int values() {
            return at + 2 + ENTRIES * ENTRY + 4;
        }

        int end() {
            return values() + 16 + 8 * tiles();
        }

        void write(ByteBuffer out, boolean reduced, int next) {
            int bits = values();
            int resolution = bits + 8;
            int offsetsAt = resolution + 8;
            int lengthsAt = offsetsAt + 4 * tiles();
            out.position(at).putShort((short) ENTRIES);
            entry(out, 254, LONG, 1, reduced ? 1 : 0);
            entry(out, 256, LONG, 1, side);
            entry(out, 257, LONG, 1, side);
            entry(out, 258, SHORT, 3, bits);
            entry(out, 259, SHORT, 1, 7);
            entry(out, 262, SHORT, 1, 6);
            entry(out, 277, SHORT, 1, 3);
            entry(out, 282, RATIONAL, 1, resolution);
            entry(out, 283, RATIONAL, 1, resolution);
            entry(out, 284, SHORT, 1, 1);
            entry(out, 296, SHORT, 1, 3);
            entry(out, 322, SHORT, 1, TILE);
            entry(out, 323, SHORT, 1, TILE);
            entry(out, 324, LONG, tiles(), tiles() == 1 ? offsets[0] : offsetsAt);
            entry(out, 325, LONG, tiles(), tiles() == 1 ? lengths[0] : lengthsAt);
            entry(out, 530, SHORT, 2, 2 | (2 << 16));
            out.putInt(next);
            out.position(bits)
                    .putShort((short) 8)
                    .putShort((short) 8)
                    .putShort((short) 8)
                    .putShort((short) 0);
            out.putInt(PIXELS_A_CENTIMETRE).putInt(1);
            for (int offset : offsets) {
                out.putInt(offset);
            }
            for (int length : lengths) {
                out.putInt(length);
            }
        }

        private static void entry(ByteBuffer out, int tag, int type, int count, int value) {
            out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
        }
    }
}
