package io.cancernet.common.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResizeTest {

    @ParameterizedTest
    @EnumSource(Resize.class)
    void sameSize_isTheSameImage(Resize resize) {
        RgbImage image = Pictures.noise(5, 4);

        assertThat(resize.apply(image, 5, 4)).isSameAs(image);
    }

    @Test
    void nearest_takesThePixelUnderTheCentre() {
        RgbImage ramp = Pictures.of(5, 1, 0, 0, 0, 10, 10, 10, 20, 20, 20, 30, 30, 30, 40, 40, 40);

        // Centres at 0.83, 2.5 and 4.17.
        assertThat(Resize.NEAREST.apply(ramp, 3, 1)).isEqualTo(Pictures.of(3, 1, 0, 0, 0, 20, 20, 20, 40, 40, 40));
        assertThat(Resize.NEAREST.apply(Pictures.of(1, 1, 1, 2, 3), 2, 2))
                .isEqualTo(Pictures.of(2, 2, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3));
    }

    @Test
    void nearest_from50To48_leavesOutTwoColumns() {
        byte[] pixels = new byte[50 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3);
        }

        byte[] resized =
                Resize.NEAREST.apply(new RgbImage(50, 1, pixels), 48, 1).pixels();

        for (int x = 0; x < 48; x++) {
            assertThat(resized[3 * x]).isEqualTo((byte) Math.floor((x + 0.5) * 50 / 48));
        }
    }

    @Test
    void bilinear_averagesWhenItHalves() {
        // Reach of two pixels around the centre 1: weights 3/8, 3/8, 1/8 within the image, normalised by 7/8.
        RgbImage ramp = Pictures.of(4, 1, 0, 0, 0, 70, 70, 70, 140, 140, 140, 210, 210, 210);

        assertThat(Resize.BILINEAR.apply(ramp, 2, 1)).isEqualTo(Pictures.of(2, 1, 50, 50, 50, 160, 160, 160));
    }

    @Test
    void bilinear_interpolatesWhenItDoubles() {
        RgbImage edge = Pictures.of(2, 1, 0, 0, 0, 100, 200, 40);

        assertThat(Resize.BILINEAR.apply(edge, 4, 1))
                .isEqualTo(Pictures.of(4, 1, 0, 0, 0, 25, 50, 10, 75, 150, 30, 100, 200, 40));
    }

    @Test
    void bilinear_keepsAConstantImage() {
        RgbImage white = Pictures.of(1, 2, 255, 255, 255, 255, 255, 255);

        RgbImage resized = Resize.BILINEAR.apply(white, 7, 9);

        assertThat(resized.width()).isEqualTo(7);
        assertThat(resized.height()).isEqualTo(9);
        assertThat(resized.pixels()).containsOnly((byte) 255);
    }
}
