package io.cancernet.dataset.wholeslide.tiff;

import static io.cancernet.common.error.ErrorCode.SLIDE_NOT_TISSUE;
import static io.cancernet.common.error.ErrorCode.SLIDE_TOO_LARGE;
import static io.cancernet.common.error.ErrorCode.SLIDE_UNREADABLE;
import static io.cancernet.common.error.ErrorCode.SLIDE_UNSUPPORTED;
import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.assertRefused;
import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.real;
import static io.cancernet.dataset.wholeslide.tiff.TiffSlides.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.cancernet.common.error.DomainException;
import io.cancernet.dataset.testing.Encoding;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.cancernet.dataset.testing.SyntheticTiff.TileEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TIFFs that are damaged, lie, or are of a kind that is not read: each is refused with a reason, and nothing else. */
class TiffRefusalTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("slide.tif");
    }

    private static SyntheticTiff tiff() {
        return new SyntheticTiff(200, 150, (level, x, y) -> x * y * 77)
                .tiles(64, 64)
                .levels(1, 2);
    }

    private TiffBytes bytes() throws IOException {
        return TiffBytes.of(tiff().mpp(0.5).write(file));
    }

    @Test
    void unknown_compression_is_named() throws IOException {
        bytes().value(0, 259, 50001).write(file);
        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining("50001 (WebP)");

        bytes().value(0, 259, 12345).write(file);
        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining("12345 (unknown)");

        bytes().value(1, 259, 6).write(file);
        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining("6 (old-style JPEG)");
    }

    @Test
    void kinds_of_pixels_that_are_not_read_are_named() throws IOException {
        assertUnsupported(258, 16, "16 bits a sample");
        assertUnsupported(258, 1, "1 bits a sample");
        assertUnsupported(262, 3, "palette");
        assertUnsupported(262, 5, "CMYK");
        assertUnsupported(262, 8, "photometric interpretation is 8");
        assertUnsupported(262, 6, "subsampled");
        assertUnsupported(277, 2, "2 samples");
        assertUnsupported(277, 4_000_000_000L, "4000000000 samples");
        assertUnsupported(284, 2, "separate planes");
    }

    private void assertUnsupported(int tag, long value, String reason) throws IOException {
        bytes().value(0, tag, value).write(file);

        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining(reason);
    }

    @Test
    void predictor_fill_order_and_floats_that_are_not_read_are_named() throws IOException {
        bytes().rename(0, 282, 317).value(0, 317, 3).write(file);
        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining("predictor is 3");

        bytes().rename(0, 282, 266).value(0, 266, 2).write(file);
        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining("fill order");

        bytes().rename(0, 282, 339).value(0, 339, 3).write(file);
        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining("unsigned");
    }

    @Test
    void channels_in_grey_images_of_their_own_are_refused() throws IOException {
        SyntheticTiff grey = new SyntheticTiff(200, 150, (level, x, y) -> 0)
                .tiles(64, 64)
                .levels(1, 1)
                .encoding(Encodings.plain(1, 1, (rgb, width, height) -> new byte[width * height]));
        grey.write(file);

        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining("separate channels");
    }

    @Test
    void formats_of_other_vendors_are_named() throws IOException {
        bytes().rename(0, 282, 65420).write(file);
        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining("Hamamatsu NDPI");

        tiff().description("<scn xmlns=\"http://www.leica-microsystems.com/scn/2010/10/01\">")
                .write(file);
        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining("Leica SCN");

        TiffBytes.of(tiff().description("Philips DP v1.0").write(file))
                .rename(0, 270, 305)
                .write(file);
        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining("Philips TIFF");

        TiffBytes.of(tiff().description("MedScan").write(file))
                .rename(0, 270, 305)
                .write(file);
        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining("Trestle");

        TiffBytes.of(tiff().description("<iScan/>").write(file))
                .rename(0, 270, 700)
                .write(file);
        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining("Ventana BIF");
    }

    @Test
    void promise_of_a_billion_pixels_a_side_is_too_large() throws IOException {
        bytes().value(0, 256, 1_000_000_000).value(0, 257, 1_000_000_000).write(file);

        assertRefused(file, SLIDE_TOO_LARGE).hasMessageContaining("1000000000 x 1000000000");
    }

    @Test
    void promise_of_too_many_tiles_is_too_large() throws IOException {
        bytes().value(0, 256, 900_000).value(0, 257, 900_000).write(file);

        assertRefused(file, SLIDE_TOO_LARGE).hasMessageContaining("tiles");
    }

    @Test
    void more_tiles_than_offsets_is_unreadable() throws IOException {
        bytes().value(0, 256, 90_000).value(0, 257, 90_000).write(file);

        assertRefused(file, SLIDE_UNREADABLE).hasMessageContaining("tag 324");
    }

    @Test
    void more_offsets_than_the_file_can_hold_take_no_memory() throws IOException {
        // 1,977,169 tiles, whose offsets would take 8 MB in a file of 200 kB.
        bytes().value(0, 256, 90_000)
                .value(0, 257, 90_000)
                .count(0, 324, 4_000_000)
                .count(0, 325, 4_000_000)
                .write(file);

        assertRefused(file, SLIDE_UNREADABLE).hasMessageContaining("tag 324");
    }

    @Test
    void absurd_tiles_are_refused() throws IOException {
        bytes().value(0, 322, 0).write(file);
        assertRefused(file, SLIDE_UNREADABLE).hasMessageContaining("0 x 64");

        bytes().value(0, 322, 4_000_000_000L).value(0, 323, 4_000_000_000L).write(file);
        assertRefused(file, SLIDE_TOO_LARGE).hasMessageContaining("do not fit into memory");
    }

    @Test
    void strip_that_holds_a_whole_large_image_is_refused() throws IOException {
        new SyntheticTiff(5000, 5000, (level, x, y) -> 0).strips(5000).write(file);

        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining("5000 x 5000");
    }

    @Test
    void image_of_no_pixels_or_without_a_size_is_unreadable() throws IOException {
        bytes().value(0, 256, 0).write(file);
        assertRefused(file, SLIDE_UNREADABLE);

        bytes().rename(0, 257, 60_000).write(file);
        assertRefused(file, SLIDE_UNREADABLE).hasMessageContaining("tag 257 is missing");
    }

    @Test
    void directories_that_lead_in_a_circle_are_unreadable() throws IOException {
        TiffBytes self = bytes();
        self.next(1, self.directory(1)).write(file);
        assertRefused(file, SLIDE_UNREADABLE).hasMessageContaining("circle");

        TiffBytes two = bytes();
        two.next(1, two.directory(0)).write(file);
        assertRefused(file, SLIDE_UNREADABLE).hasMessageContaining("circle");
    }

    @Test
    void level_that_hangs_below_itself_is_read_once() throws IOException {
        TiffBytes bytes = bytes();
        int scan = bytes.directory(0);
        bytes.rename(0, 282, 330).value(0, 330, scan).write(file);

        assertThat(TiffSlides.levels(file)).hasSize(2);
    }

    @Test
    void more_directories_than_any_slide_has_are_refused() throws IOException {
        SyntheticTiff tiff = tiff();
        for (int i = 0; i < 1001; i++) {
            tiff.associated("", 0, 1, 1, 0);
        }
        tiff.write(file);

        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageContaining("images");
    }

    @Test
    void file_cut_short_anywhere_is_unreadable() throws IOException {
        for (SyntheticTiff tiff : List.of(tiff(), tiff().bigTiff(), tiff().subIfds())) {
            byte[] whole = Files.readAllBytes(
                    tiff.tiles(16, 16).encoding(Encoding.DEFLATE).write(file));
            for (int length = 0; length < whole.length; length += length < 20 ? 1 : 97) {
                Files.write(file, Arrays.copyOf(whole, length));

                assertRefused(file, SLIDE_UNREADABLE);
            }
        }
    }

    @Test
    void tile_beyond_the_end_is_found_when_the_slide_is_opened() throws IOException {
        TiffBytes bytes = bytes();
        bytes.element(0, 324, 5, bytes.length() - 5L).write(file);

        assertRefused(file, SLIDE_UNREADABLE).hasMessageContaining("beyond the end");
    }

    @Test
    void tile_of_absurd_length_is_refused_before_it_is_read() throws IOException {
        byte[] whole = Files.readAllBytes(tiff().write(file));
        Files.write(file, Arrays.copyOf(whole, 3 << 20));
        TiffBytes.of(file).element(0, 325, 0, 2 << 20).write(file);

        assertRefused(file, SLIDE_UNREADABLE).hasMessageContaining("takes 2097152 bytes");
    }

    @Test
    void tile_of_another_size_than_stated_is_unreadable_in_every_compression() throws IOException {
        for (TileEncoding encoding : encodings()) {
            for (int size : new int[] {32, 128}) {
                tiff().encoding(wrongSize(encoding, size)).write(file);

                assertRefused(file, SLIDE_UNREADABLE);
            }
        }
    }

    private static List<TileEncoding> encodings() {
        return List.of(
                Encoding.NONE,
                Encoding.DEFLATE,
                Encoding.JPEG,
                Encodings.zstd(),
                Encodings.of(32773, 2, 3, (rgb, width, height) -> Encodings.packBits(rgb)),
                Encodings.of(33005, 2, 3, Encodings::jpeg2000));
    }

    /** Tiles that are squares of another side than the tags say. */
    private static TileEncoding wrongSize(TileEncoding encoding, int side) {
        return Encodings.of(
                encoding.compression(),
                encoding.photometric(),
                3,
                (rgb, width, height) -> encoding.encode(new byte[side * side * 3], side, side));
    }

    @Test
    void jpeg_2000_that_makes_its_decoder_throw_an_error_is_unreadable() throws IOException {
        tiff().encoding(Encodings.of(
                        33005, 2, 3, (rgb, width, height) -> promisingMarkers(Encodings.jpeg2000(rgb, width, height))))
                .write(file);

        assertRefused(file, SLIDE_UNREADABLE);
    }

    /** Makes a codestream's coding style (COD) say that packet headers end with a marker, which they do not. */
    private static byte[] promisingMarkers(byte[] codestream) {
        for (int at = 0; at < 200; at++) {
            if (codestream[at] == (byte) 0xff && codestream[at + 1] == 0x52) {
                codestream[at + 4] |= 4;
                return codestream;
            }
        }
        throw new IllegalArgumentException("the codestream has no COD marker");
    }

    @Test
    void damage_anywhere_leads_to_a_refusal_or_to_pixels_and_to_nothing_else() throws IOException {
        int refused = 0;
        for (TileEncoding encoding : encodings()) {
            byte[] whole = Files.readAllBytes(tiff().encoding(encoding).write(file));
            Random random = new Random(encoding.compression());
            for (int i = 0; i < 60; i++) {
                byte[] damaged = whole.clone();
                for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
                    // Every other flip hits the tags, which are at the end.
                    int at = flips % 2 == 0 ? random.nextInt(damaged.length) : damaged.length - 1 - random.nextInt(700);
                    damaged[at] = (byte) random.nextInt(256);
                }
                Files.write(file, damaged);
                refused += isRefused() ? 1 : 0;
            }
        }
        assertThat(refused).isBetween(100, 359);
    }

    private boolean isRefused() throws IOException {
        try {
            whole(file, 0);
            return false;
        } catch (DomainException e) {
            if (!e.code().slug().startsWith("slide-")) {
                fail("refused by %s", e.code());
            }
            return true;
        } catch (IllegalArgumentException e) {
            // A level larger than an image can be, read at once.
            assertThat(e).hasMessageContaining("no image can be");
            return true;
        }
    }

    @Test
    void empty_file_and_file_that_is_no_tiff_are_unreadable() throws IOException {
        Files.write(file, new byte[0]);
        assertRefused(file, SLIDE_UNREADABLE);

        Files.write(file, "This is a text, and no slide.".getBytes(StandardCharsets.US_ASCII));
        assertRefused(file, SLIDE_UNREADABLE);
    }

    @Test
    void label_alone_is_no_slide() throws IOException {
        new SyntheticTiff(100, 100, (level, x, y) -> 0)
                .description("label 100x100")
                .write(file);
        assertRefused(file, SLIDE_NOT_TISSUE);

        new SyntheticTiff(100, 100, (level, x, y) -> 0)
                .description("Aperio Image Library v11.2.1 \nmacro 100x100")
                .write(file);
        assertRefused(file, SLIDE_NOT_TISSUE);
    }

    @Test
    void refusal_quotes_nothing_of_the_file() throws IOException {
        Path aperio = tiff().description(SyntheticTiff.aperioDescription("|MPP = 0.5"))
                .write(file);
        TiffBytes.of(aperio).value(0, 259, 50001).write(file);

        assertRefused(file, SLIDE_UNSUPPORTED).hasMessageNotContaining("DOE").hasMessageNotContaining("Aperio");
    }

    @Test
    void real_corrupt_slide_is_unreadable() {
        assertRefused(real("broken.svs"), SLIDE_UNREADABLE);
    }

    @Test
    void real_slide_cut_short_is_unreadable() throws IOException {
        byte[] whole = Files.readAllBytes(real("CMU-1-Small-Region.svs"));
        for (int length : new int[] {100_000, 1_275_949, 1_276_000, 1_900_000}) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertRefused(file, SLIDE_UNREADABLE);
        }
    }

    @Test
    void real_jpeg_and_jpeg_2000_with_damaged_tiles_are_refused_or_read() throws IOException {
        for (String name : new String[] {"CMU-1-Small-Region.svs", "tcga-cr-7395-01a-01-ts1.svs"}) {
            byte[] whole = Files.readAllBytes(real(name));
            Random random = new Random(5);
            for (int i = 0; i < 20_000; i++) {
                whole[16 + random.nextInt(1_200_000)] = (byte) random.nextInt(256);
            }
            Files.write(file, whole);
            isRefused();
        }
    }
}
