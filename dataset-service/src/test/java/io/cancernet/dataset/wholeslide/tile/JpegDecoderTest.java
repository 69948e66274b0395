package io.cancernet.dataset.wholeslide.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.image.UndecodableImageException;
import io.cancernet.dataset.testing.Jpegs;
import io.cancernet.dataset.wholeslide.tile.TileDecoder.Colours;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JpegDecoderTest {

    private static final int[] PURPLE = {150, 60, 170};

    @Test
    void unmarked_ycbcr_that_is_not_subsampled_is_ycbcr_when_the_file_says_so() {
        byte[] jpeg = Jpegs.unmarked(Jpegs.ycbcr(PURPLE), 32, 32);

        assertColour(new JpegDecoder(Colours.YCBCR).decode(jpeg), PURPLE);
    }

    @Test
    void unmarked_rgb_is_rgb_when_the_file_says_so() {
        byte[] jpeg = Jpegs.unmarked(PURPLE, 32, 32);

        assertThat(new PatchImageCodec().decode(jpeg).pixels()[0])
                .as("what the JDK makes of it")
                .isNotCloseTo((byte) PURPLE[0], within((byte) 10));
        assertColour(new JpegDecoder(Colours.RGB).decode(jpeg), PURPLE);
    }

    @Test
    void jfif_is_ycbcr_whatever_the_file_says() {
        byte[] jpeg = Jpegs.jfif(PURPLE, 32, 32);

        assertColour(new JpegDecoder(Colours.RGB).decode(jpeg), PURPLE);
    }

    @Test
    void tile_that_is_cut_short_is_refused() {
        byte[] jpeg = Jpegs.jfif(PURPLE, 256, 256);

        assertThatThrownBy(() -> new JpegDecoder(Colours.YCBCR).decode(Arrays.copyOf(jpeg, jpeg.length / 2)))
                .isInstanceOf(UndecodableImageException.class);
    }

    private static void assertColour(RgbImage image, int[] colour) {
        for (int at = 0; at < image.pixels().length; at++) {
            assertThat(Math.abs((image.pixels()[at] & 0xff) - colour[at % RgbImage.CHANNELS]))
                    .isLessThan(6);
        }
    }
}
