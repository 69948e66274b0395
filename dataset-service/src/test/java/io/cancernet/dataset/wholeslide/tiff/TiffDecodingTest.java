package io.cancernet.dataset.wholeslide.tiff;

import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.pixel;
import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.rgb;
import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.testing.Encoding;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.cancernet.dataset.testing.SyntheticTiff.TileEncoding;
import io.cancernet.dataset.wholeslide.tiff.Encodings.Tagged;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixels out of every compression and kind of samples, held against what was painted. */
class TiffDecodingTest {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 200;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("slide.tif");
    }

    /** Runs, gradients and noise, so that every compression does all it can. */
    private static int colour(int level, int x, int y) {
        if (y % 50 < 10) {
            return 0xf0e0d0;
        }
        if (y % 50 < 30) {
            return ((x & 0xff) << 16) | (y << 8) | ((x + y + level) & 0xff);
        }
        return new Random(x * 100_003L + y).nextInt() & 0xffffff;
    }

    /** Colours that change slowly, which lossy compressions keep. */
    private static int smooth(int level, int x, int y) {
        return ((x * 255 / WIDTH) << 16) | ((y * 255 / HEIGHT) << 8) | (200 - x / 2);
    }

    private static SyntheticTiff tiff(TileEncoding encoding) {
        return new SyntheticTiff(WIDTH, HEIGHT, TiffDecodingTest::colour)
                .tiles(64, 48)
                .encoding(encoding);
    }

    private static SyntheticTiff smoothTiff(TileEncoding encoding) {
        return new SyntheticTiff(WIDTH, HEIGHT, TiffDecodingTest::smooth)
                .tiles(64, 48)
                .encoding(encoding);
    }

    @Test
    void lossless_compressions_give_what_was_painted() throws IOException {
        List<TileEncoding> encodings = List.of(
                Encoding.NONE,
                Encoding.DEFLATE,
                Encodings.zstd(),
                Encodings.deflatedDifferences(),
                Encodings.of(32773, 2, 3, (rgb, width, height) -> Encodings.packBits(rgb)),
                Encodings.of(33005, 2, 3, Encodings::jpeg2000),
                Encodings.of(34712, 2, 3, Encodings::jpeg2000));
        for (TileEncoding encoding : encodings) {
            assertPainted(tiff(encoding).write(file));
            assertPainted(tiff(encoding).strips(17).bigEndian().write(file));
            assertPainted(tiff(encoding).bigTiff().bigEndian().write(file));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LZW", "PackBits", "Deflate", "ZLib"})
    void files_of_another_writer_are_read(String compression) throws IOException {
        for (boolean tiled : new boolean[] {true, false}) {
            write(painted(), compression, tiled);

            assertPainted(file);
        }
    }

    @Test
    void lzw_of_long_runs_is_read() throws IOException {
        // The table fills and is cleared many times, and codes stand for thousands of bytes.
        BufferedImage image = new BufferedImage(1000, 1000, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 500; y < 1000; y++) {
            image.setRGB(y / 2, y, y);
        }
        write(image, "LZW", true);

        RgbImage read = whole(file, 0);

        for (int i = 0; i < 1_000_000; i++) {
            if (rgb(read, i % 1000, i / 1000) != (image.getRGB(i % 1000, i / 1000) & 0xffffff)) {
                fail("pixel %d", i);
            }
        }
    }

    @Test
    void grey_becomes_three_equal_channels() throws IOException {
        assertGrey(tiff(Encodings.plain(1, 1, (rgb, width, height) -> every(rgb, 0))), 0);
        assertGrey(tiff(Encodings.plain(0, 1, (rgb, width, height) -> every(rgb, 0))), 0xff);
        assertGrey(tiff(Encodings.plain(1, 2, (rgb, width, height) -> every(rgb, 1))), 0);
    }

    /** Red alone, each followed by samples that mean something else. */
    private static byte[] every(byte[] rgb, int extra) {
        byte[] samples = new byte[rgb.length / 3 * (1 + extra)];
        Arrays.fill(samples, (byte) 77);
        for (int i = 0; i < rgb.length / 3; i++) {
            samples[i * (1 + extra)] = rgb[i * 3];
        }
        return samples;
    }

    private void assertGrey(SyntheticTiff tiff, int inversion) throws IOException {
        RgbImage image = whole(tiff.write(file), 0);
        for (int y = 0; y < HEIGHT; y += 7) {
            for (int x = 0; x < WIDTH; x += 7) {
                int red = ((colour(0, x, y) >> 16) & 0xff) ^ inversion;
                assertThat(rgb(image, x, y)).isEqualTo(red * 0x010101);
            }
        }
    }

    @Test
    void alpha_is_dropped() throws IOException {
        Tagged rgba = Encodings.plain(2, 4, (rgb, width, height) -> {
            byte[] samples = new byte[rgb.length / 3 * 4];
            for (int i = 0; i < rgb.length; i++) {
                samples[i / 3 * 4 + i % 3] = rgb[i];
            }
            return samples;
        });

        assertPainted(tiff(rgba).write(file));
    }

    @Test
    void ycbcr_is_converted() throws IOException {
        Tagged plain = Encodings.plain(6, 3, (rgb, width, height) -> Encodings.ycbcr(rgb));
        Tagged jpeg = Encodings.of(
                7, 6, 3, (rgb, width, height) -> Encodings.unmarkedJpeg(Encodings.ycbcr(rgb), width, height));
        Tagged aperio = Encodings.of(
                33003, 2, 3, (rgb, width, height) -> Encodings.jpeg2000(Encodings.ycbcr(rgb), width, height));

        // Without JPEG, colours count as subsampled unless a tag says that they are not: the predictor's gives its
        // room.
        TiffBytes bytes = TiffBytes.of(smoothTiff(new Tagged(1, 6, 3, 3, Optional.empty(), plain.step()))
                .write(file));
        bytes.rename(0, 317, 530).pair(0, 530, 1, 1).write(file);
        assertNear(file, 2);
        assertNear(smoothTiff(jpeg).write(file), 4);
        assertNear(smoothTiff(aperio).write(file), 2);
    }

    @Test
    void jpeg_of_rgb_stays_rgb_with_and_without_a_marker() throws IOException {
        Tagged unmarked = Encodings.of(7, 2, 3, Encodings::unmarkedJpeg);
        Tagged wronglyMarked =
                Encodings.of(7, 2, 3, (rgb, width, height) -> withJfif(Encodings.unmarkedJpeg(rgb, width, height)));

        assertNear(smoothTiff(unmarked).write(file), 4);
        // TIFF's tags count more than a JFIF marker, as in libtiff.
        assertNear(smoothTiff(wronglyMarked).write(file), 4);
    }

    @Test
    void jpeg_of_ycbcr_with_subsampled_colours_is_read() throws IOException {
        assertNear(smoothTiff(Encoding.JPEG).write(file), 10);
    }

    @Test
    void jpeg_of_grey_is_read() throws IOException {
        Tagged grey =
                Encodings.of(7, 1, 1, (rgb, width, height) -> Encodings.unmarkedJpeg(every(rgb, 0), width, height));

        int pixel = pixel(smoothTiff(grey).write(file), 0, 150, 100);

        assertThat(pixel & 0xff).isBetween(124, 131).isEqualTo(pixel >> 16).isEqualTo((pixel >> 8) & 0xff);
    }

    @Test
    void tables_that_jpeg_tiles_share_are_put_in_front_of_each() throws IOException {
        byte[] jpeg = Encodings.unmarkedJpeg(new byte[64 * 48 * 3], 64, 48);
        Tagged abbreviated = new Tagged(
                7,
                2,
                3,
                1,
                Optional.of(segments(jpeg, true)),
                (rgb, width, height) -> segments(Encodings.unmarkedJpeg(rgb, width, height), false));

        assertNear(smoothTiff(abbreviated).write(file), 4);
    }

    @Test
    void tiles_that_the_file_leaves_out_are_white() throws IOException {
        tiff(Encoding.DEFLATE).without(0, 1, 1).write(file);

        RgbImage image = whole(file, 0);

        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean missing = x / 64 == 1 && y / 48 == 1;
                assertThat(rgb(image, x, y)).isEqualTo(missing ? 0xffffff : colour(0, x, y));
            }
        }
    }

    private static byte[] withJfif(byte[] jpeg) {
        byte[] app0 = {(byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};
        byte[] marked = Arrays.copyOf(jpeg, jpeg.length + app0.length);
        System.arraycopy(app0, 0, marked, 2, app0.length);
        System.arraycopy(jpeg, 2, marked, 2 + app0.length, jpeg.length - 2);
        return marked;
    }

    /** The tables of a JPEG as a stream of their own, or all that is left without them. */
    private static byte[] segments(byte[] jpeg, boolean tables) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        int at = 2;
        while ((jpeg[at + 1] & 0xff) != 0xda) {
            int marker = jpeg[at + 1] & 0xff;
            int length = 2 + (((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff));
            if ((marker == 0xdb || marker == 0xc4) == tables) {
                out.write(jpeg, at, length);
            }
            at += length;
        }
        if (tables) {
            out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
        } else {
            out.write(jpeg, at, jpeg.length - at);
        }
        return out.toByteArray();
    }

    private static BufferedImage painted() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, colour(0, x, y));
            }
        }
        return image;
    }

    private void write(BufferedImage image, String compression, boolean tiled) throws IOException {
        Files.deleteIfExists(file);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(compression);
        if (tiled) {
            param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
            param.setTiling(64, 48, 0, 0);
        }
        File target = file.toFile();
        try (FileImageOutputStream out = new FileImageOutputStream(target)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
    }

    private static void assertPainted(Path slide) throws IOException {
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (colour(0, i / 3 % WIDTH, i / 3 / WIDTH) >> (16 - i % 3 * 8));
        }
        assertThat(whole(slide, 0)).isEqualTo(new RgbImage(WIDTH, HEIGHT, pixels));
    }

    /** Edge tiles are padded with black, which a lossy compression may smear: they are left out. */
    private static void assertNear(Path slide, int tolerance) throws IOException {
        RgbImage image = whole(slide, 0);
        for (int y = 0; y < HEIGHT / 48 * 48; y++) {
            for (int x = 0; x < WIDTH / 64 * 64; x++) {
                int expected = smooth(0, x, y);
                int actual = rgb(image, x, y);
                for (int shift = 0; shift <= 16; shift += 8) {
                    if (Math.abs(((actual >> shift) & 0xff) - ((expected >> shift) & 0xff)) > tolerance) {
                        assertThat(Integer.toHexString(actual))
                                .as("%d,%d", x, y)
                                .isEqualTo(Integer.toHexString(expected));
                    }
                }
            }
        }
    }
}
