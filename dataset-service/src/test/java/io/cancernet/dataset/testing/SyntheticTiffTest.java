package io.cancernet.dataset.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer of test slides, held against the TIFF reader of the Java runtime, which knows no BigTIFF. */
class SyntheticTiffTest {

    @TempDir
    private Path folder;

    private static int colour(int level, int x, int y) {
        return (((level * 40 + x) & 0xff) << 16) | ((y & 0xff) << 8) | ((x * y) & 0xff);
    }

    private SyntheticTiff tiff() {
        return new SyntheticTiff(301, 207, SyntheticTiffTest::colour)
                .levels(1, 2, 4)
                .tiles(64, 32);
    }

    @Test
    void every_level_is_painted() throws IOException {
        for (Encoding encoding : new Encoding[] {Encoding.NONE, Encoding.DEFLATE}) {
            SyntheticTiff tiff = tiff().encoding(encoding);
            assertPainted(tiff, tiff.write(folder.resolve("little.tif")));
            assertPainted(tiff, tiff.bigEndian().write(folder.resolve("big-endian.tif")));
            assertPainted(tiff, tiff.strips(7).write(folder.resolve("strips.tif")));
        }
    }

    @Test
    void jpeg_tiles_look_like_what_was_painted() throws IOException {
        Path file = new SyntheticTiff(128, 128, (level, x, y) -> 0xc04080)
                .tiles(64, 64)
                .encoding(Encoding.JPEG)
                .write(folder.resolve("jpeg.tif"));

        int pixel = read(file, 0).getRGB(70, 70);

        assertThat(pixel >> 16 & 0xff).isBetween(0xbd, 0xc3);
        assertThat(pixel >> 8 & 0xff).isBetween(0x3d, 0x43);
        assertThat(pixel & 0xff).isBetween(0x7d, 0x83);
    }

    @Test
    void large_uniform_slide_takes_little_room() throws IOException {
        Path file = new SyntheticTiff(8192, 8192, (level, x, y) -> 0xffffff)
                .bigTiff()
                .encoding(Encoding.DEFLATE)
                .write(folder.resolve("uniform.tif"));

        assertThat(Files.size(file)).isLessThan(50_000);
    }

    private static void assertPainted(SyntheticTiff tiff, Path file) throws IOException {
        for (int level = 0; level < 3; level++) {
            BufferedImage image = read(file, level);
            assertThat(image.getWidth()).isEqualTo(tiff.levelWidth(level));
            assertThat(image.getHeight()).isEqualTo(tiff.levelHeight(level));
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    assertThat(image.getRGB(x, y) & 0xffffff).isEqualTo(colour(level, x, y));
                }
            }
        }
    }

    private static BufferedImage read(Path file, int image) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            return reader.read(image);
        } finally {
            reader.dispose();
        }
    }
}
