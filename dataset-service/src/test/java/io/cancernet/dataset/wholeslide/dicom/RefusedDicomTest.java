package io.cancernet.dataset.wholeslide.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.dataset.testing.DicomOutput;
import io.cancernet.dataset.testing.MemoryFile;
import io.cancernet.dataset.testing.SyntheticDicom;
import io.cancernet.dataset.testing.SyntheticDicom.Offsets;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DICOM files that are no slides, or none that can be read, each refused in words. */
class RefusedDicomTest {

    private static final ErrorCode UNREADABLE = ErrorCode.SLIDE_UNREADABLE;
    private static final ErrorCode UNSUPPORTED = ErrorCode.SLIDE_UNSUPPORTED;
    private static final ErrorCode TOO_LARGE = ErrorCode.SLIDE_TOO_LARGE;
    private static final ErrorCode NOT_TISSUE = ErrorCode.SLIDE_NOT_TISSUE;

    @ParameterizedTest
    @CsvSource({
        "LABEL,label image is not tissue",
        "OVERVIEW,overview image",
        "LOCALIZER,overview image",
        "THUMBNAIL,thumbnail",
        "'',not marked as VOLUME"
    })
    void image_that_is_not_of_tissue_is_refused_as_such(String kind, String reason) {
        assertRefused(NOT_TISSUE, reason, slide().kind(kind));
    }

    @Test
    void tissue_image_that_shows_the_label_is_not_tissue() {
        assertRefused(NOT_TISSUE, "shows the slide's label", slide().with(out -> out.text(0x0048_0010, "CS", "YES")));
    }

    @Test
    void tissue_image_with_text_burned_in_is_not_tissue() {
        assertRefused(NOT_TISSUE, "burned into it", slide().with(out -> out.text(0x0028_0301, "CS", "YES")));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10008.1.2.1.99,deflated",
        "1.2.840.10008.1.2.2,big endian",
        "1.2.840.10008.1.2.4.201,1.2.840.10008.1.2.4.201",
        "1.2.840.10008.1.2.5,1.2.840.10008.1.2.5",
        "DOE^JANE,no UID"
    })
    void transfer_syntax_that_is_not_read_is_named(String uid, String reason) {
        assertRefused(UNSUPPORTED, reason, slide().syntax(uid));
    }

    static Stream<Object[]> unsupported() {
        return Stream.of(
                new Object[] {"no VL Whole Slide", slide().sopClass("1.2.840.10008.5.1.4.1.1.2")},
                new Object[] {"concatenation", slide().with(out -> out.text(0x0020_9161, "UI", "1.2"))},
                new Object[] {"focal planes", slide().with(out -> out.ul(0x0048_0303, 3))},
                new Object[] {"optical paths", slide().with(out -> out.ul(0x0048_0302, 2))},
                new Object[] {"2 frames for each place", slide().framesPerTile(2)},
                new Object[] {"same place", slide().framesPerTile(2).sparse()},
                new Object[] {"photometric", slide().photometric("MONOCHROME2")},
                new Object[] {"photometric", slide().photometric("YBR_FULL_422")});
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void kind_of_slide_that_is_not_read_is_refused_with_the_reason(String reason, SyntheticDicom slide) {
        assertRefused(UNSUPPORTED, reason, slide);
    }

    @Test
    void slides_of_two_series_are_refused() {
        assertRefused(
                UNSUPPORTED,
                "several series",
                slide().file(),
                image(75, 55).series("9.9").file());
    }

    @Test
    void images_of_one_size_are_refused() {
        assertRefused(UNSUPPORTED, "same size", slide().file(), slide().file());
    }

    @Test
    void images_of_different_regions_are_refused() {
        assertRefused(UNSUPPORTED, "same region", slide().file(), image(75, 75).file());
    }

    @ParameterizedTest
    @CsvSource({"1000000000,1000000000", "1048577,100"})
    void image_of_impossible_size_is_too_large(int width, int height) {
        assertRefused(TOO_LARGE, "pixels", overwritten(slide(), width, height));
    }

    @Test
    void image_of_too_many_tiles_is_too_large_before_memory_is_taken() {
        assertRefused(TOO_LARGE, "tiles", overwritten(slide().tiles(1, 1), 1 << 20, 1 << 20));
    }

    @Test
    void frame_of_impossible_size_is_too_large() {
        byte[] bytes = slide().bytes();
        overwrite(bytes, 0x0028_0010, "US", 8, 0xffff, Short.BYTES);
        overwrite(bytes, 0x0028_0011, "US", 8, 0xffff, Short.BYTES);

        assertRefused(TOO_LARGE, "frames of 65535 x 65535", new MemoryFile("slide", bytes));
    }

    @ParameterizedTest
    @CsvSource({"JPEG,NONE", "JPEG,BASIC", "JPEG,EXTENDED", "RAW,NONE"})
    void file_that_is_cut_short_anywhere_is_unreadable(String pixels, Offsets offsets) {
        SyntheticDicom slide = slide().syntax(pixels.equals("JPEG") ? SyntheticDicom.JPEG : SyntheticDicom.EXPLICIT)
                .offsets(offsets);
        byte[] bytes = slide.bytes();
        // The end of the sequence of fragments may be missing: nothing is lost with it.
        for (int length = 132; length < bytes.length - 8; length += length < 2500 ? 1 : 997) {
            MemoryFile file = new MemoryFile("slide", Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> readAll(file))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOfSatisfying(DomainException.class, refusal -> assertThat(refusal.code())
                            .isEqualTo(UNREADABLE));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0xfffffffeL, 0x7fffffffL, 0x100000})
    void length_that_reaches_past_the_end_is_unreadable(long length) {
        assertRefused(UNREADABLE, "past the end", slide().with(out -> out.header(0x0009_1001, "OB", length)));
        assertRefused(UNREADABLE, "past the end", slide().with(out -> out.header(0x5200_9230, "SQ", length)));
    }

    @Test
    void item_that_is_longer_than_its_sequence_is_unreadable() {
        DicomOutput item = new DicomOutput(true, false).startOfItem(5000);

        assertRefused(
                UNREADABLE, "sequence of its header is broken", slide().with(out -> out.header(0x5200_9230, "SQ", 8)
                        .raw(item.toBytes())));
    }

    @Test
    void sequences_nested_without_end_are_unreadable() {
        DicomOutput deep = new DicomOutput(true, false);
        for (int depth = 0; depth < 100_000; depth++) {
            deep.header(0x0040_0555, "SQ", DicomOutput.UNDEFINED).startOfItem(DicomOutput.UNDEFINED);
        }

        assertRefused(UNREADABLE, "nested", slide().with(out -> out.raw(deep.toBytes())));
    }

    @Test
    void wanted_value_that_is_too_long_is_unreadable() {
        assertRefused(UNREADABLE, "too long", slide().with(out -> out.bytes(0x0020_9161, "UN", new byte[1 << 20])));
    }

    @Test
    void frame_that_is_no_jpeg_is_unreadable_when_it_is_read() throws IOException {
        byte[] bytes =
                slide().syntax(SyntheticDicom.JPEG).offsets(Offsets.BASIC).bytes();
        Arrays.fill(bytes, bytes.length - 600, bytes.length - 8, (byte) 0x55);
        MemoryFile file = new MemoryFile("slide", bytes);
        SlideReader reader = new DicomSlides().open(files(file));

        assertThat(reader.read(0, 0, 0, 10, 10).width()).isEqualTo(10);
        DomainException refusal = catchThrowableOfType(DomainException.class, () -> reader.read(0, 140, 100, 10, 10));
        assertThat(refusal.code()).isEqualTo(UNREADABLE);
    }

    @Test
    void damaged_files_of_any_kind_are_refused_in_words_without_a_patients_name() {
        Random random = new Random(4711);
        List<byte[]> slides = List.of(
                slide().sparse().undefinedLengths().bytes(),
                slide().syntax(SyntheticDicom.IMPLICIT).sparse().bytes(),
                slide().syntax(SyntheticDicom.JPEG).offsets(Offsets.EXTENDED).bytes());
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = slides.get(round % slides.size()).clone();
            for (int hits = random.nextInt(8); hits >= 0; hits--) {
                bytes[132 + random.nextInt(Math.min(2500, bytes.length - 132))] = (byte) random.nextInt(256);
            }
            try {
                readAll(new MemoryFile("slide", bytes));
            } catch (DomainException refusal) {
                assertThat(String.valueOf(refusal.getMessage()))
                        .doesNotContain(SyntheticDicom.IDENTIFYING.toArray(String[]::new));
            } catch (IOException | RuntimeException e) {
                throw new AssertionError("round %d".formatted(round), e);
            }
        }
    }

    private static void assertRefused(ErrorCode code, String reason, SyntheticDicom slide) {
        assertRefused(code, reason, slide.file());
    }

    private static void assertRefused(ErrorCode code, String reason, MemoryFile... files) {
        DomainException refusal =
                catchThrowableOfType(DomainException.class, () -> new DicomSlides().open(files(files)));
        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal).hasMessageContaining(reason);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(String.valueOf(refusal.getMessage()))
                .doesNotContain(SyntheticDicom.IDENTIFYING.toArray(String[]::new));
    }

    private static SlideFiles files(MemoryFile... files) {
        return new SlideFiles(List.of(files));
    }

    private static void readAll(MemoryFile file) throws IOException {
        try (SlideReader reader = new DicomSlides().open(files(file))) {
            for (int level = 0; level < reader.levels().size(); level++) {
                SlideLevel size = reader.levels().get(level);
                reader.read(level, 0, 0, Math.min(300, size.width()), Math.min(300, size.height()));
            }
        }
    }

    private static SyntheticDicom slide() {
        return image(150, 110);
    }

    private static SyntheticDicom image(int width, int height) {
        return new SyntheticDicom(width, height, (level, x, y) -> x << 8 | y);
    }

    private static MemoryFile overwritten(SyntheticDicom slide, int width, int height) {
        byte[] bytes = slide.bytes();
        overwrite(bytes, 0x0048_0006, "UL", 8, width, Integer.BYTES);
        overwrite(bytes, 0x0048_0007, "UL", 8, height, Integer.BYTES);
        return new MemoryFile("slide", bytes);
    }

    /** Writes another value into the first element of a tag. */
    private static void overwrite(byte[] bytes, int tag, String vr, int header, int value, int length) {
        byte[] start = Arrays.copyOf(
                new DicomOutput(true, false).header(tag, vr, length).toBytes(), header - 2);
        for (int at = 132; at + start.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + start.length, start, 0, start.length)) {
                for (int i = 0; i < length; i++) {
                    bytes[at + header + i] = (byte) (value >> (8 * i));
                }
                return;
            }
        }
        throw new AssertionError("the file has no such element");
    }
}
