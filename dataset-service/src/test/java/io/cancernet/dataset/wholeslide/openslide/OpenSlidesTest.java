package io.cancernet.dataset.wholeslide.openslide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.source.LocalFileBytes;
import io.cancernet.dataset.testing.MemoryFile;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideFormats;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import io.cancernet.dataset.wholeslide.SlideReaderProvider;
import io.cancernet.dataset.wholeslide.tiff.TiffSlideReaderProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSlidesTest {

    @TempDir
    Path folder;

    @Test
    void machine_without_the_library_says_what_to_install() {
        assertThat(new OpenSlides(Optional.empty()).obstacle())
                .hasValueSatisfying(obstacle -> assertThat(obstacle).contains("libopenslide0", "Hamamatsu NDPI"));
    }

    @Test
    void machine_without_the_library_still_reads_what_the_others_can() throws IOException {
        SlideFormats formats =
                new SlideFormats(List.of(new TiffSlideReaderProvider(), new OpenSlides(Optional.empty())));

        assertThat(formats.open(files(pyramid())).format()).isEqualTo("TIFF");
    }

    @Nested
    class Installed {

        private final OpenSlides openSlide = new OpenSlides();

        @BeforeAll
        static void libraryIsInstalled() {
            OpenSlideLibraries.assumeInstalled();
        }

        @Test
        void painted_pyramid_has_each_pixel_in_its_place() throws IOException {
            SlideReader reader = openSlide.open(files(pyramid()));

            assertThat(reader.levels()).containsExactly(new SlideLevel(600, 400, 1), new SlideLevel(150, 100, 4));
            for (int level = 0; level < 2; level++) {
                for (int[] at : new int[][] {{0, 0}, {127, 80}, {128, 79}, {149, 99}}) {
                    RgbImage pixel = reader.read(level, at[0], at[1], 1, 1);
                    assertThat(pixel.pixels())
                            .as("level %d, %d, %d", level, at[0], at[1])
                            .containsExactly(level, at[0], at[1]);
                }
            }
        }

        @Test
        void real_slide_has_the_pixels_that_the_pure_java_reader_finds() throws IOException {
            Path file = real("CMU-1-Small-Region.svs");
            SlideReader reader = openSlide.open(files(file));
            SlideReader pure = new TiffSlideReaderProvider().open(files(file));

            assertThat(reader.format()).isEqualTo("Aperio SVS");
            assertThat(reader.levels()).isEqualTo(pure.levels());
            assertThat(reader.mpp()).contains(new MicronsPerPixel(0.499)).isEqualTo(pure.mpp());
            assertThat(meanDifference(reader.read(0, 900, 1100, 500, 500), pure.read(0, 900, 1100, 500, 500)))
                    .isLessThan(0.5);
        }

        @Test
        void corrupt_file_is_not_recognised() throws IOException {
            Path file = real("broken.svs");

            assertThat(openSlide.recognises(files(file))).isFalse();
        }

        @Test
        void slide_whose_tiles_are_damaged_is_unreadable_without_its_name() throws IOException {
            byte[] bytes = Files.readAllBytes(real("CMU-1-Small-Region.svs"));
            Arrays.fill(bytes, 20_000, 1_000_000, (byte) 0x55);
            Path damaged = Files.write(folder.resolve("DOE_JANE.svs"), bytes);

            DomainException refusal = catchThrowableOfType(DomainException.class, () -> {
                try (SlideReader reader = openSlide.open(files(damaged))) {
                    reader.read(0, 0, 0, 2000, 2000);
                }
            });

            assertThat(refusal.code()).isEqualTo(ErrorCode.SLIDE_UNREADABLE);
            assertThat(refusal.getMessage()).doesNotContain("JANE");
        }

        @Test
        void file_that_is_no_slide_is_not_recognised() throws IOException {
            assertThat(openSlide.recognises(files(Files.writeString(folder.resolve("notes.svs"), "no slide"))))
                    .isFalse();
        }

        @Test
        void slide_of_another_machine_is_refused_with_where_to_put_it() throws IOException {
            SlideFiles remote = new SlideFiles(List.of(new MemoryFile("DOE_JANE.ndpi", Files.readAllBytes(pyramid()))));

            assertThat(openSlide.recognises(remote)).isTrue();
            DomainException refusal = catchThrowableOfType(DomainException.class, () -> openSlide.open(remote));
            assertThat(refusal.code()).isEqualTo(ErrorCode.SLIDE_UNSUPPORTED);
            assertThat(refusal).hasMessageContaining("in a folder that this service can read");
        }

        @Test
        void kind_that_the_pure_java_reader_refuses_is_read_through_the_library() throws IOException {
            SlideReaderProvider refusing = new TiffSlideReaderProvider() {
                @Override
                public SlideReader open(SlideFiles files) {
                    throw new DomainException(ErrorCode.SLIDE_UNSUPPORTED, "not this kind");
                }
            };

            SlideReader reader = new SlideFormats(List.of(refusing, openSlide)).open(files(pyramid()));

            assertThat(reader.levels()).hasSize(2);
        }
    }

    private Path pyramid() throws IOException {
        return new SyntheticTiff(600, 400, (level, x, y) -> level << 16 | (x & 0xff) << 8 | (y & 0xff))
                .levels(1, 4)
                .tiles(128, 80)
                .write(folder.resolve("slide.tif"));
    }

    private static Path real(String name) {
        Path file = Path.of(System.getProperty("cancernet.shared.data", "missing"), "wsi", name);
        Assumptions.assumeTrue(Files.exists(file), "skipped: cancernet.shared.data has no wsi/" + name);
        return file;
    }

    private static SlideFiles files(Path file) throws IOException {
        FileBytes bytes = LocalFileBytes.open(file, "slide");
        return new SlideFiles(List.of(bytes));
    }

    private static double meanDifference(RgbImage one, RgbImage other) {
        long sum = 0;
        for (int at = 0; at < one.pixels().length; at++) {
            sum += Math.abs((one.pixels()[at] & 0xff) - (other.pixels()[at] & 0xff));
        }
        return (double) sum / one.pixels().length;
    }
}
