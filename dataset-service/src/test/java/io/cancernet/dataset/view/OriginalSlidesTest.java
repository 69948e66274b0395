package io.cancernet.dataset.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideImage;
import io.cancernet.dataset.source.SourceLimits;
import io.cancernet.dataset.source.Sources;
import io.cancernet.dataset.testing.Encoding;
import io.cancernet.dataset.testing.MemorySlide;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.cancernet.dataset.testing.Tree;
import io.cancernet.dataset.wholeslide.SlideFormats;
import io.cancernet.dataset.wholeslide.tiff.TiffSlideReaderProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalSlidesTest {

    private static final int WIDTH = 701;
    private static final int HEIGHT = 523;
    private static final MicronsPerPixel MPP = new MicronsPerPixel(0.5);

    @TempDir
    Path folder;

    private final OpenOriginals open = new OpenOriginals(2, Duration.ofMinutes(1), System::nanoTime);
    private OriginalSlides originals;
    private Path file;

    @BeforeEach
    void writeSlide() throws IOException {
        Sources sources = new Sources(List.of(folder), new SourceLimits(10, 1 << 30, 100));
        SlideFormats formats = new SlideFormats(List.of(new TiffSlideReaderProvider()));
        originals = new OriginalSlides(sources::openFiles, formats, open);
        file = noise(1).write(folder.resolve("DOE JANE 1950.tif"));
    }

    @AfterEach
    void closeSlides() {
        open.close();
    }

    @Test
    void full_resolution_is_the_slide_pixel_by_pixel() {
        RgbImage shown = stitch(slide(true), 10);

        assertThat(shown).isEqualTo(painted(1, 0));
    }

    @Test
    void lower_levels_are_the_mean_of_the_best_level_of_the_slide() {
        RgbImage level0 = painted(1, 0);
        RgbImage level1 = painted(1, 1);

        assertThat(stitch(slide(true), 9)).isEqualTo(PaintedCanvas.shrink(level0, 2));
        RgbImage quarter = stitch(slide(true), 8);
        RgbImage eighth = stitch(slide(true), 7);

        // 701 = 4 * 175 + 1: the pyramid of the file ends one pixel early, and its last pixel fills in.
        assertThat(quarter.width()).isEqualTo(176);
        assertThat(level1.width()).isEqualTo(175);
        assertThat(Pixels.crop(quarter, 0, 0, 175, 130)).isEqualTo(level1);
        assertThat(Pixels.crop(eighth, 0, 0, 87, 65))
                .isEqualTo(Pixels.crop(PaintedCanvas.shrink(level1, 2), 0, 0, 87, 65));
    }

    @Test
    void lowest_level_is_one_pixel() {
        assertThat(stitch(slide(true), 0).width()).isEqualTo(1);
    }

    @Test
    void slide_without_a_pyramid_is_read_whole_once() {
        byte[] pixels = new byte[5000 * 3000 * RgbImage.CHANNELS];
        new Random(1).nextBytes(pixels);
        RgbImage level0 = new RgbImage(5000, 3000, pixels);
        MemorySlide reader = MemorySlide.of(level0);
        OpenOriginal slide = new OpenOriginal(List.of(), reader);

        RgbImage low = MosaicTest.stitch(slide, 8);
        int reads = reader.reads().size();
        RgbImage again = MosaicTest.stitch(slide, 9);

        assertThat(MosaicTest.largestDifference(low, PaintedCanvas.shrink(level0, 32)))
                .isLessThanOrEqualTo(1);
        assertThat(MosaicTest.largestDifference(again, PaintedCanvas.shrink(level0, 16)))
                .isLessThanOrEqualTo(1);
        assertThat(reader.reads()).hasSize(reads).allSatisfy(read -> assertThat((long) read.width() * read.height())
                .isLessThanOrEqualTo(2048L * 2048));
        assertThat(MosaicTest.stitch(slide, 13)).isEqualTo(level0);
    }

    @Test
    void original_that_is_gone_is_told_without_its_name() throws IOException {
        Slide slide = slide(true);
        assertThat(stitch(slide, 4).width()).isEqualTo(11);
        Files.delete(file);

        assertRefused(ErrorCode.SOURCE_UNREADABLE, () -> stitch(slide, 4));
        assertRefused(ErrorCode.SOURCE_UNREADABLE, () -> stitch(slide, 4));
        assertThat(open.count()).isZero();

        noise(1).write(file);
        assertThat(stitch(slide, 10)).isEqualTo(painted(1, 0));
    }

    @Test
    void original_that_changes_while_it_is_open_is_shown_no_more() throws IOException {
        Slide slide = slide(true);
        stitch(slide, 4);
        noise(2).write(file);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

        assertRefused(ErrorCode.SOURCE_CHANGED, () -> stitch(slide, 4));

        assertThat(open.count()).isZero();
    }

    @Test
    void original_that_was_only_touched_is_shown() throws IOException {
        Slide slide = slide(true);
        stitch(slide, 4);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

        assertThat(stitch(slide, 10)).isEqualTo(painted(1, 0));
    }

    @Test
    void change_in_the_midst_of_a_tile_is_noticed() {
        Slide slide = slide(true);

        assertRefused(
                ErrorCode.SOURCE_CHANGED,
                () -> originals.use(slide, file.toUri(), opened -> {
                    noise(2).write(file);
                    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
                    return opened.tile(new TileArea(1, 0, 0, 256, 256));
                }));
    }

    @Test
    void file_that_changes_again_and_again_is_never_shown() {
        Slide slide = slide(false);
        AtomicInteger times = new AtomicInteger();

        assertRefused(
                ErrorCode.SOURCE_CHANGED,
                () -> originals.use(slide, file.toUri(), opened -> {
                    Files.setLastModifiedTime(file, FileTime.fromMillis(times.incrementAndGet()));
                    return opened.tile(new TileArea(1, 0, 0, 256, 256));
                }));

        assertThat(times).hasValue(2);
    }

    @Test
    void file_of_other_bytes_is_not_the_original() throws IOException {
        Slide slide = slide(true);
        noise(2).write(file);

        assertRefused(ErrorCode.SOURCE_CHANGED, () -> stitch(slide, 4));
    }

    @Test
    void picture_of_another_size_is_not_the_original() throws IOException {
        Slide slide = slide(false);
        new SyntheticTiff(WIDTH + 1, HEIGHT, (level, x, y) -> x).write(file);

        assertRefused(ErrorCode.SOURCE_CHANGED, () -> stitch(slide, 4));
    }

    @Test
    void original_outside_the_allowed_folders_is_told_without_its_name() {
        Slide slide = slide(true);

        assertRefused(
                ErrorCode.SOURCE_UNREADABLE,
                () -> originals.use(slide, Path.of("/elsewhere/DOE JANE.tif").toUri(), OpenOriginal::pyramid));
    }

    @Test
    void forgotten_slide_is_closed() {
        Slide slide = slide(true);
        stitch(slide, 4);
        assertThat(open.count()).isEqualTo(1);

        originals.forget(slide.slideId());

        assertThat(open.count()).isZero();
    }

    @Test
    void original_in_an_archive_is_refused_before_it_is_taken_for_another_file() throws IOException {
        Path archive = new Tree().file("slide.tif", Files.readAllBytes(file)).zip(folder.resolve("slide.zip"));

        assertThatThrownBy(() -> originals.use(slide(true), archive.toUri(), opened -> MosaicTest.stitch(opened, 8)))
                .hasMessageContaining("lies in an archive")
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SLIDE_UNSUPPORTED));
    }

    @Test
    void where_an_original_lies_is_not_written_anywhere() {
        assertThat(new ViewedSlide(slide(true), file.toUri()).toString()).doesNotContain("DOE");
        assertThat(new OriginalKey(slide(true).slideId(), file.toUri()).toString())
                .doesNotContain("DOE");
    }

    private void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(DomainException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage())
                    .doesNotContain("DOE", folder.toString(), "elsewhere")
                    .contains("Originals stay where the hospital has them", "/mosaic");
            assertThat(e.getCause()).isNull();
        });
    }

    private RgbImage stitch(Slide slide, int level) {
        return originals.use(slide, file.toUri(), opened -> MosaicTest.stitch(opened, level));
    }

    private static SyntheticTiff noise(int seed) {
        return new SyntheticTiff(WIDTH, HEIGHT, (level, x, y) -> colour(seed, level, x, y))
                .levels(1, 4)
                .tiles(128, 64)
                .encoding(Encoding.DEFLATE);
    }

    private static int colour(int seed, int level, int x, int y) {
        int mixed = (x * 31 + y * 1_000_003 + level * 7 + seed) * 0x9e3779b1;
        return (mixed ^ mixed >>> 15) & 0xffffff;
    }

    private static RgbImage painted(int seed, int level) {
        int width = level == 0 ? WIDTH : WIDTH / 4;
        int height = level == 0 ? HEIGHT : HEIGHT / 4;
        byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
        for (int i = 0; i < width * height; i++) {
            int colour = colour(seed, level, i % width, i / width);
            pixels[3 * i] = (byte) (colour >> 16);
            pixels[3 * i + 1] = (byte) (colour >> 8);
            pixels[3 * i + 2] = (byte) colour;
        }
        return new RgbImage(width, height, pixels);
    }

    private Slide slide(boolean hashed) {
        String name = "original";
        return new Slide(
                new SlideId(Hashes.identity("slide", name)),
                new CaseId(name),
                new ExtractionId(Hashes.identity("extraction", name)),
                new IngestId("ingest"),
                Purpose.DATASET,
                0,
                0,
                0,
                0,
                0,
                new MicronsPerPixel(4),
                50,
                50,
                new ObjectRef("none", Sha256.of(new byte[0])),
                new SlideImage(WIDTH, HEIGHT, MPP, Map.of()),
                hashed ? sha256() : null,
                Slide.NO_PARAMETERS,
                Instant.EPOCH);
    }

    private Sha256 sha256() {
        try {
            return Sha256.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
