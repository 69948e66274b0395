package io.cancernet.dataset.wholeslide.tiff;

import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.levels;
import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.pixel;
import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.real;
import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.rgb;
import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.use;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.source.LocalFileBytes;
import io.cancernet.dataset.testing.CountedBytes;
import io.cancernet.dataset.testing.Encoding;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which images of a TIFF are levels, how large their pixels are, and what is read from the file for a region. */
class TiffReadingTest {

    private static final int LABEL = 0xff00ff;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("slide.tif");
    }

    private static int colour(int level, int x, int y) {
        return ((level + 1) << 16) | ((x & 0xff) << 8) | (y & 0xff);
    }

    private static SyntheticTiff scan() {
        return new SyntheticTiff(1000, 800, TiffReadingTest::colour);
    }

    @Test
    void aperio_levels_are_the_scan_and_its_reductions_alone() throws IOException {
        scan().levels(1, 2, 4)
                .description(SyntheticTiff.aperioDescription("|MPP = 0.2498"))
                .associated("Aperio Image Library v11.2.1 \n1000x800 -> 500x400 - |AppMag = 20", 0, 500, 400, LABEL)
                .associated("Aperio Image Library v11.2.1 \nlabel 250x200", 1, 250, 200, LABEL)
                .associated("Aperio Image Library v11.2.1 \nmacro 125x100", 9, 125, 100, LABEL)
                .write(file);

        assertThat(levels(file))
                .containsExactly(
                        new SlideLevel(1000, 800, 1), new SlideLevel(500, 400, 2), new SlideLevel(250, 200, 4));
        for (int level = 0; level < 3; level++) {
            assertThat(pixel(file, level, 100, 150)).isEqualTo(colour(level, 100, 150));
        }
        assertThat(use(file, SlideReader::format)).isEqualTo("Aperio SVS");
        assertThat(use(file, SlideReader::mpp)).contains(new MicronsPerPixel(0.2498));
    }

    @Test
    void mpp_that_no_microscope_has_does_not_count() throws IOException {
        for (String mpp : new String[] {"|MPP = 0", "|MPP = 352.8", "|MPP = unknown", "|MPP", "", "|MPP = 0.0004"}) {
            scan().description(SyntheticTiff.aperioDescription(mpp)).write(file);

            assertThat(use(file, SlideReader::mpp)).as(mpp).isEmpty();
        }
    }

    @Test
    void mpp_of_resolution_tags_counts_when_a_microscope_can_have_it() throws IOException {
        assertThat(use(scan().mpp(0.25).write(file), SlideReader::mpp)).contains(new MicronsPerPixel(0.25));
        assertThat(use(scan().mpp(20.01).write(file), SlideReader::mpp)).isEmpty();
        assertThat(use(scan().dpi(72).write(file), SlideReader::mpp)).isEmpty();
        assertThat(use(scan().dpi(300).write(file), SlideReader::mpp)).isEmpty();
        assertThat(use(scan().dpi(50_800).write(file), SlideReader::mpp)).contains(new MicronsPerPixel(0.5));
        assertThat(use(scan().write(file), SlideReader::mpp)).isEmpty();

        TiffBytes.of(scan().mpp(0.25).write(file)).value(0, 296, 1).write(file);
        assertThat(use(file, SlideReader::mpp)).as("no unit").isEmpty();
    }

    @Test
    void images_of_another_shape_are_no_levels() throws IOException {
        scan().levels(1, 3)
                .associated("", 0, 500, 300, LABEL)
                .associated("", 0, 333, 260, LABEL)
                .write(file);

        assertThat(levels(file)).extracting(SlideLevel::width).containsExactly(1000, 333);
        assertThat(levels(file).get(1).downsample()).isEqualTo(3);
    }

    @Test
    void transparency_masks_are_no_levels() throws IOException {
        TiffBytes.of(scan().levels(1, 2, 4).write(file)).value(1, 254, 5).write(file);

        assertThat(levels(file)).extracting(SlideLevel::width).containsExactly(1000, 250);
    }

    @Test
    void tiled_scan_is_preferred_to_a_larger_image_in_strips() throws IOException {
        scan().associated("", 0, 2000, 1000, LABEL).write(file);

        assertThat(levels(file)).containsExactly(new SlideLevel(1000, 800, 1));
    }

    @Test
    void formats_are_told_apart() throws IOException {
        assertThat(use(scan().write(file), SlideReader::format)).isEqualTo("TIFF");
        assertThat(use(scan().bigTiff().write(file), SlideReader::format)).isEqualTo("BigTIFF");
    }

    @Test
    void real_aperio_slide_has_one_level_and_its_resolution() throws IOException {
        Path slide = real("CMU-1-Small-Region.svs");

        assertThat(levels(slide)).containsExactly(new SlideLevel(2220, 2967, 1));
        assertThat(use(slide, SlideReader::mpp)).contains(new MicronsPerPixel(0.499));
        // Eosin is pink: red over blue over green. Read as YCbCr it would be green.
        int pink = pixel(slide, 0, 910, 1300);
        assertThat(pink >> 16).isGreaterThan(pink & 0xff);
        assertThat(pink & 0xff).isGreaterThan((pink >> 8) & 0xff);
    }

    @Test
    void real_aperio_slide_in_jpeg_2000_has_two_levels_and_no_resolution() throws IOException {
        Path slide = real("tcga-cr-7395-01a-01-ts1.svs");

        assertThat(levels(slide)).containsExactly(new SlideLevel(4443, 3567, 1), new SlideLevel(2221, 1783, 2));
        assertThat(use(slide, SlideReader::mpp)).isEmpty();
    }

    @Test
    void real_pyramid_in_zstd_has_five_levels_of_the_same_picture() throws IOException {
        Path slide = real("yb10kx5k.zstd.tiff");

        assertThat(levels(slide)).extracting(SlideLevel::downsample).containsExactly(1.0, 2.0, 4.0, 8.0, 16.0);
        for (int level = 0; level < 5; level++) {
            assertThat(pixel(slide, level, 2000 >> level, 2500 >> level)).isEqualTo(0xffff00);
            assertThat(pixel(slide, level, 2000 >> level, 500 >> level)).isEqualTo(0x0000ff);
        }
    }

    @Test
    void only_the_tags_and_the_tiles_asked_for_are_read() throws IOException {
        scan().tiles(100, 100).levels(1, 2).write(file);
        try (CountedBytes bytes = CountedBytes.open(file);
                SlideReader reader = new TiffSlideReaderProvider().open(new SlideFiles(List.of(bytes)))) {
            assertThat(bytes.bytesRead()).isLessThan(2000);

            long before = bytes.bytesRead();
            reader.read(0, 100, 100, 200, 100);
            assertThat(bytes.bytesRead() - before).isEqualTo(2 * 30_000);

            before = bytes.bytesRead();
            reader.read(0, 150, 120, 130, 60);
            assertThat(bytes.bytesRead() - before).as("tiles read a moment ago").isZero();

            reader.read(1, -500, -500, 400, 400);
            assertThat(bytes.bytesRead() - before).as("outside").isZero();
        }
    }

    @Test
    void tiles_are_kept_within_bounds() throws IOException {
        // 100 tiles of 3 MiB each, of which 64 MiB hold 21.
        new SyntheticTiff(10_240, 10_240, (level, x, y) -> 0xffffff)
                .tiles(1024, 1024)
                .encoding(Encoding.DEFLATE)
                .write(file);
        try (CountedBytes bytes = CountedBytes.open(file);
                SlideReader reader = new TiffSlideReaderProvider().open(new SlideFiles(List.of(bytes)))) {
            for (int i = 0; i < 100; i++) {
                reader.read(0, i % 10 * 1024, i / 10 * 1024, 1, 1);
            }
            long before = bytes.bytesRead();
            reader.read(0, 9 * 1024, 9 * 1024, 1, 1);
            assertThat(bytes.bytesRead()).as("the last is kept").isEqualTo(before);
            reader.read(0, 0, 0, 1, 1);
            assertThat(bytes.bytesRead()).as("the first is not").isGreaterThan(before);
        }
    }

    @Test
    void threads_read_tiles_side_by_side() throws Exception {
        scan().tiles(100, 100).write(file);
        CountDownLatch bothRead = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (CountedBytes bytes = CountedBytes.open(file);
                SlideReader reader = new TiffSlideReaderProvider().open(new SlideFiles(List.of(bytes)))) {
            bytes.onRead(() -> {
                bothRead.countDown();
                // With a lock around reading, the other thread would never come here.
                assertThat(bothRead.await(20, TimeUnit.SECONDS)).isTrue();
            });
            Future<RgbImage> one = threads.submit(() -> reader.read(0, 0, 0, 10, 10));
            Future<RgbImage> other = threads.submit(() -> reader.read(0, 300, 300, 10, 10));

            assertThat(rgb(one.get(), 3, 4)).isEqualTo(colour(0, 3, 4));
            assertThat(rgb(other.get(), 3, 4)).isEqualTo(colour(0, 303, 304));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void failure_to_read_is_told_as_it_is_and_does_not_stick() throws IOException {
        scan().write(file);
        try (CountedBytes bytes = CountedBytes.open(file);
                SlideReader reader = new TiffSlideReaderProvider().open(new SlideFiles(List.of(bytes)))) {
            bytes.onRead(() -> {
                throw new EOFException("gone");
            });
            assertThatThrownBy(() -> reader.read(0, 0, 0, 1, 1)).isInstanceOf(EOFException.class);

            bytes.onRead(() -> {});
            assertThat(rgb(reader.read(0, 0, 0, 1, 1), 0, 0)).isEqualTo(colour(0, 0, 0));
        }
    }

    @Test
    void first_bytes_alone_tell_whether_it_is_a_tiff() throws IOException {
        scan().write(file);
        TiffSlideReaderProvider provider = new TiffSlideReaderProvider();
        try (LocalFileBytes slide = LocalFileBytes.open(file, "x")) {
            assertThat(provider.recognises(new SlideFiles(List.of(slide)))).isTrue();
        }
        TiffBytes.of(file).set(2, 7).write(file);
        try (LocalFileBytes other = LocalFileBytes.open(file, "x")) {
            assertThat(provider.recognises(new SlideFiles(List.of(other)))).isFalse();
        }
    }
}
