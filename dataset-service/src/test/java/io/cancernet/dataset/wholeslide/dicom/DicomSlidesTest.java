package io.cancernet.dataset.wholeslide.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.testing.MemoryFile;
import io.cancernet.dataset.testing.SyntheticDicom;
import io.cancernet.dataset.testing.SyntheticDicom.Offsets;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DicomSlidesTest {

    private static final int WIDTH = 150;
    private static final int HEIGHT = 110;
    private static final int RED = 0xdc143c;
    private static final int TEAL = 0x1e9090;

    static Stream<SyntheticDicom> layouts() {
        return Stream.of(
                slide(),
                slide().undefinedLengths(),
                slide().syntax(SyntheticDicom.IMPLICIT),
                slide().syntax(SyntheticDicom.IMPLICIT).undefinedLengths(),
                slide().planes(),
                slide().sparse(),
                slide().sparse().undefinedLengths(),
                slide().tiles(WIDTH, HEIGHT));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void every_pixel_is_in_its_place_however_the_file_is_laid_out(SyntheticDicom slide) throws IOException {
        RgbImage image = readWhole(open(slide.file()), 0);

        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(rgb(image, x, y)).isEqualTo(painted(0, x, y));
            }
        }
    }

    @Test
    void tile_that_is_left_out_is_white() throws IOException {
        RgbImage image = readWhole(open(slide().without(1, 1).file()), 0);

        assertThat(rgb(image, 64, 48)).isEqualTo(0xffffff);
        assertThat(rgb(image, 127, 95)).isEqualTo(0xffffff);
        assertThat(rgb(image, 63, 48)).isEqualTo(painted(0, 63, 48));
        assertThat(rgb(image, 64, 96)).isEqualTo(painted(0, 64, 96));
    }

    @ParameterizedTest
    @CsvSource({"NONE,1", "NONE,3", "BASIC,1", "BASIC,3", "EXTENDED,1"})
    void frames_are_found_by_each_table_and_without_one(Offsets offsets, int fragments) throws IOException {
        SyntheticDicom slide =
                columns().syntax(SyntheticDicom.JPEG).offsets(offsets).fragments(fragments);

        assertColumns(readWhole(open(slide.file()), 0));
    }

    @Test
    void basic_table_that_wrapped_round_is_not_believed() throws IOException {
        byte[] bytes =
                columns().syntax(SyntheticDicom.JPEG).offsets(Offsets.BASIC).bytes();
        // The second entry of the table, which is behind the header of the pixels and of the table.
        int table = indexOf(bytes, new byte[] {(byte) 0xe0, 0x7f, 0x10, 0, 'O', 'B'}) + 12 + 8;
        bytes[table + 7] = (byte) 0x80;

        assertColumns(readWhole(open(new MemoryFile("slide", bytes)), 0));
    }

    @Test
    void ycbcr_that_is_not_compressed_becomes_rgb() throws IOException {
        SyntheticDicom slide = new SyntheticDicom(64, 48, (level, x, y) -> 0x6aab7f).photometric("YBR_FULL");

        RgbImage image = readWhole(open(slide.file()), 0);

        // Y 106, Cb 171, Cr 127, by the formulas of JFIF.
        assertThat(image.pixels()[0] & 0xff).isCloseTo(105, within(1));
        assertThat(image.pixels()[1] & 0xff).isCloseTo(92, within(1));
        assertThat(image.pixels()[2] & 0xff).isCloseTo(182, within(1));
    }

    @Test
    void files_of_a_series_are_the_levels_of_a_pyramid_and_its_label_is_none() throws IOException {
        SlideReader reader = open(
                image(38, 28, 2).file(),
                image(60, 60, 0).kind("LABEL").series("9.9").file(),
                image(150, 110, 0).file(),
                image(80, 60, 0).kind("OVERVIEW").file(),
                image(40, 30, 0).kind("THUMBNAIL").file(),
                image(75, 55, 1).file());

        assertThat(reader.levels())
                .containsExactly(new SlideLevel(150, 110, 1), new SlideLevel(75, 55, 2), new SlideLevel(38, 28, 4));
        for (int level = 0; level < 3; level++) {
            assertThat(rgb(reader.read(level, 20, 20, 1, 1), 0, 0)).isEqualTo(painted(level, 20, 20));
        }
    }

    @Test
    void pixel_size_is_that_of_the_largest_level() throws IOException {
        SlideReader reader = open(
                image(75, 55, 1).spacing("0.0005\\0.0005").file(),
                image(150, 110, 0).spacing("0.000252\\0.000248").file());

        assertThat(reader.mpp()).contains(new MicronsPerPixel(0.25));
    }

    @ParameterizedTest
    @CsvSource({"''", "0\\0", "0.25", "none\\none", "1e300\\1e300"})
    void pixel_size_that_is_missing_or_nonsense_is_absent(String spacing) throws IOException {
        assertThat(open(slide().spacing(spacing).file()).mpp()).isEmpty();
    }

    @Test
    void nothing_that_identifies_a_patient_comes_out() throws IOException {
        MemoryFile file = slide().file();
        assertThat(new String(file.bytes(), StandardCharsets.ISO_8859_1))
                .contains(SyntheticDicom.IDENTIFYING.toArray(String[]::new));

        SlideReader reader = open(file);

        assertThat(ReachableText.of(reader))
                .as("texts that the open slide holds")
                .noneMatch(text -> SyntheticDicom.IDENTIFYING.stream().anyMatch(text::contains));
    }

    private static SyntheticDicom slide() {
        return image(WIDTH, HEIGHT, 0);
    }

    private static SyntheticDicom image(int width, int height, int level) {
        return new SyntheticDicom(width, height, DicomSlidesTest::painted).level(level);
    }

    private static int painted(int level, int x, int y) {
        return level << 16 | x << 8 | y;
    }

    /** Columns of tiles in one of two colours, which JPEG keeps. */
    private static SyntheticDicom columns() {
        return new SyntheticDicom(WIDTH, HEIGHT, (level, x, y) -> x / 64 == y / 48 ? RED : TEAL);
    }

    private static void assertColumns(RgbImage image) {
        for (int y = 10; y < HEIGHT; y += 20) {
            for (int x = 10; x < WIDTH; x += 20) {
                int colour = rgb(image, x, y);
                int expected = x / 64 == y / 48 ? RED : TEAL;
                for (int shift = 0; shift < 24; shift += 8) {
                    assertThat(colour >> shift & 0xff)
                            .as("%d, %d", x, y)
                            .isCloseTo(expected >> shift & 0xff, within(12));
                }
            }
        }
    }

    private static SlideReader open(MemoryFile... files) throws IOException {
        return new DicomSlides().open(new SlideFiles(List.of(files)));
    }

    private static RgbImage readWhole(SlideReader reader, int level) throws IOException {
        SlideLevel size = reader.levels().get(level);
        return reader.read(level, 0, 0, size.width(), size.height());
    }

    private static int rgb(RgbImage image, int x, int y) {
        int at = (y * image.width() + x) * RgbImage.CHANNELS;
        byte[] pixels = image.pixels();
        return (pixels[at] & 0xff) << 16 | (pixels[at + 1] & 0xff) << 8 | (pixels[at + 2] & 0xff);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("not found");
    }
}
