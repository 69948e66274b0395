package io.cancernet.dataset.wholeslide.openslide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.jna.Pointer;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.source.LocalFileBytes;
import io.cancernet.dataset.testing.Jpegs;
import io.cancernet.dataset.testing.MemoryFile;
import io.cancernet.dataset.testing.SyntheticScn;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideFormats;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import io.cancernet.dataset.wholeslide.tiff.TiffSlideReaderProvider;
import io.cancernet.dataset.work.WorkDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSlidesTest {

    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    private WorkDirectory work;

    @BeforeEach
    void makeWorkDirectory() {
        work = WorkDirectory.in(scratch);
    }

    @AfterEach
    void nothing_is_left_to_look_at() {
        work.close();
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void machine_without_the_library_says_what_to_install() {
        assertThat(new OpenSlides(Optional.empty(), work).obstacle())
                .hasValueSatisfying(obstacle -> assertThat(obstacle).contains("libopenslide0", "Hamamatsu NDPI"));
    }

    @Test
    void machine_without_the_library_still_reads_what_the_others_can() throws IOException {
        SlideFormats formats =
                new SlideFormats(List.of(new TiffSlideReaderProvider(), new OpenSlides(Optional.empty(), work)));

        assertThat(formats.open(files(pyramid())).format()).isEqualTo("TIFF");
    }

    @Test
    void old_library_does_not_promise_what_came_later() {
        assertThat(Vendor.formats("3.4.1")).contains("Hamamatsu NDPI, VMS, VMU").doesNotContain("Zeiss CZI");
        assertThat(Vendor.formats("4.0.0")).contains("Hamamatsu NDPI, VMS, VMU", "Zeiss CZI");
    }

    @Nested
    class Installed {

        private OpenSlides openSlide;

        @BeforeAll
        static void libraryIsInstalled() {
            OpenSlideLibraries.assumeInstalled();
        }

        @BeforeEach
        void makeReader() {
            openSlide = new OpenSlides(work);
        }

        @Test
        void tile_of_an_exabyte_is_refused_and_does_not_end_the_process() throws IOException {
            Path file = Files.write(folder.resolve("tile.tif"), promisingTilesOf(1 << 30));

            DomainException refusal = catchThrowableOfType(
                    DomainException.class, () -> openSlide.open(files(file)).read(0, 0, 0, 8, 8));

            assertThat(refusal.code()).isEqualTo(ErrorCode.SLIDE_TOO_LARGE);
        }

        private static byte[] promisingTilesOf(int side) {
            int[][] tags = {
                {256, 1000},
                {257, 1000},
                {258, 8},
                {259, 1},
                {262, 2},
                {277, 3},
                {322, side},
                {323, side},
                {324, 8},
                {325, 100}
            };
            ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
            bytes.put("II*\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) tags.length);
            for (int[] tag : tags) {
                bytes.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
            }
            return bytes.array();
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
            SlideFormats formats = new SlideFormats(List.of(new TiffSlideReaderProvider(), openSlide));

            SlideReader reader = formats.open(files(leica()));

            assertThat(reader.format()).isEqualTo("Leica SCN");
            assertThat(reader.levels()).containsExactly(new SlideLevel(1200, 800, 1), new SlideLevel(300, 200, 4));
            // The last pixel of the scan and the glass beside it, which has no pixels.
            assertThat(reader.read(0, 599, 399, 2, 1).pixels())
                    .containsExactly(0, 599 & 0xff, 399 & 0xff, 0xff, 0xff, 0xff);
            assertThat(reader.read(1, 127, 80, 1, 1).pixels()).containsExactly(1, 127, 80);
        }

        @Test
        void file_that_names_its_vendor_is_found_among_the_others() throws IOException {
            Path other = Files.write(folder.resolve("a.jpg"), Jpegs.jfif(new int[] {1, 2, 3}, 8, 8));
            SlideFiles files = new SlideFiles(
                    List.of(LocalFileBytes.open(other, "a.jpg"), LocalFileBytes.open(leica(), "slide.scn")));

            assertThat(openSlide.recognises(files)).isTrue();
            assertThat(openSlide.open(files).format()).isEqualTo("Leica SCN");
        }

        @Test
        void close_waits_for_those_who_read() throws Exception {
            OpenSlideLibrary library = OpenSlideLibrary.installed().orElseThrow();
            Pointer pointer = library.openslide_open(pyramid().toString());
            NativeSlide slide = new NativeSlide(
                    library, Objects.requireNonNull(pointer), SlideView.of(files(pyramid()), work.path()));
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<Boolean>> reads = new ArrayList<>();
                CountDownLatch begun = new CountDownLatch(4);
                for (int i = 0; i < 4; i++) {
                    reads.add(threads.submit(() -> readUntilClosed(slide, begun)));
                }
                begun.await();
                slide.close();

                for (Future<Boolean> each : reads) {
                    assertThat(each.get()).isTrue();
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** Tells whether the end came in words. */
    private static boolean readUntilClosed(NativeSlide slide, CountDownLatch begun) {
        while (true) {
            try {
                slide.read(0, 0, 0, 600, 400);
                begun.countDown();
            } catch (IllegalStateException e) {
                return String.valueOf(e.getMessage()).contains("closed");
            }
        }
    }

    private Path leica() throws IOException {
        return SyntheticScn.of(600, 400, OpenSlidesTest::painted).write(folder.resolve("slide.scn"));
    }

    private static int painted(int level, int x, int y) {
        return level << 16 | (x & 0xff) << 8 | (y & 0xff);
    }

    private Path pyramid() throws IOException {
        return new SyntheticTiff(600, 400, OpenSlidesTest::painted)
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
