package io.cancernet.dataset.wholeslide.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.source.LocalFileBytes;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real DICOM slides, where they are at hand. */
class RealDicomTest {

    private static final Path WSI = Path.of(System.getProperty("cancernet.shared.data", "missing"), "wsi");

    private final DicomSlides dicom = new DicomSlides();

    @BeforeAll
    static void slidesAreAtHand() {
        Assumptions.assumeTrue(Files.isDirectory(WSI), "skipped: cancernet.shared.data has no wsi folder");
    }

    @Test
    void same_slide_in_three_transfer_syntaxes_has_the_same_pixels() throws IOException {
        RgbImage raw = readWhole("raw.dicom", 957, 715);
        RgbImage lossless = readWhole("jpeg2000.dicom", 957, 715);
        RgbImage lossy = readWhole("jpeg.dicom", 957, 715);

        assertThat(lossless).isEqualTo(raw);
        assertThat(meanDifference(lossy, raw)).isLessThan(3);
    }

    @Test
    void pixel_size_is_that_of_the_shared_functional_groups() throws IOException {
        try (SlideReader reader = open("raw.dicom")) {
            assertThat(reader.mpp()).contains(new MicronsPerPixel(16.783));
        }
    }

    @Test
    void subsampled_jpeg_has_purple_tissue_on_a_grey_ground() throws IOException {
        RgbImage slide = readWhole("multiframe_camelyon_challenge_image.dcm", 1152, 700);

        assertColour(slide, 20, 20, 228, 225, 230);
        assertColour(slide, 150, 150, 105, 65, 165);
    }

    @Test
    void tiny_tiles_are_put_together() throws IOException {
        readWhole("sm_image.dcm", 50, 50);
    }

    @Test
    void label_image_is_not_tissue() {
        DomainException refusal = catchThrowableOfType(DomainException.class, () -> open("test_wsi.dcm"));

        assertThat(refusal).hasMessageContaining("label image is not tissue");
        assertThat(refusal.code()).isEqualTo(ErrorCode.SLIDE_NOT_TISSUE);
    }

    @Test
    void other_formats_are_not_recognised() throws IOException {
        assertThat(dicom.recognises(files("CMU-1-Small-Region.svs"))).isFalse();
        assertThat(dicom.recognises(files("broken.svs"))).isFalse();
    }

    private RgbImage readWhole(String name, int width, int height) throws IOException {
        try (SlideReader reader = open(name)) {
            assertThat(reader.levels()).containsExactly(new SlideLevel(width, height, 1));
            return reader.read(0, 0, 0, width, height);
        }
    }

    private SlideReader open(String name) throws IOException {
        SlideFiles files = files(name);
        assertThat(dicom.recognises(files)).isTrue();
        return dicom.open(files);
    }

    private static SlideFiles files(String name) throws IOException {
        return new SlideFiles(List.of(LocalFileBytes.open(WSI.resolve(name), name)));
    }

    private static double meanDifference(RgbImage one, RgbImage other) {
        long sum = 0;
        for (int at = 0; at < one.pixels().length; at++) {
            sum += Math.abs((one.pixels()[at] & 0xff) - (other.pixels()[at] & 0xff));
        }
        return (double) sum / one.pixels().length;
    }

    /** The mean colour of 20 x 20 pixels. */
    private static void assertColour(RgbImage image, int x, int y, int... expected) {
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            int sum = 0;
            for (int row = y; row < y + 20; row++) {
                for (int column = x; column < x + 20; column++) {
                    sum += image.pixels()[(row * image.width() + column) * RgbImage.CHANNELS + channel] & 0xff;
                }
            }
            assertThat(sum / 400).as("channel %d", channel).isCloseTo(expected[channel], within(25));
        }
    }
}
