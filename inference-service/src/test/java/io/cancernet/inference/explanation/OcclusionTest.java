package io.cancernet.inference.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cancernet.common.image.RgbImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OcclusionTest {

    @Test
    void windows_coverTheImageToItsEdges_byItsMeanColour() {
        Occlusion occlusion = new Occlusion(5, 3, 2, 2);
        byte[] pixels = new byte[5 * 3 * RgbImage.CHANNELS];
        for (int i = 0; i < pixels.length; i += RgbImage.CHANNELS) {
            pixels[i] = (byte) 250;
            pixels[i + 1] = (byte) (i < 21 ? 0 : 15);
        }
        RgbImage image = new RgbImage(5, 3, pixels);

        List<RgbImage> covered = occlusion.covered(image);

        // Columns 0, 2 and 3; rows 0 and 1.
        assertThat(covered).hasSize(6);
        assertThat(pixel(covered.get(0), 0, 0)).containsExactly(250, 8, 0);
        assertThat(pixel(covered.get(0), 1, 1)).containsExactly(250, 8, 0);
        assertThat(pixel(covered.get(0), 2, 0)).containsExactly(250, 0, 0);
        assertThat(pixel(covered.get(5), 4, 2)).containsExactly(250, 8, 0);
        assertThat(pixel(covered.get(5), 2, 2)).containsExactly(250, 15, 0);
        assertThat(image.pixels()).as("the image itself stays").doesNotContain(8);
    }

    @Test
    void valuesOfWindows_areAveragedOverEachPixel() {
        double[] spread = new Occlusion(3, 1, 1, 1).spread(new double[] {1, 2, 3});
        assertThat(spread).containsExactly(1, 2, 3);

        assertThat(new Occlusion(3, 2, 2, 1).spread(new double[] {4, 8})).containsExactly(4, 6, 8, 4, 6, 8);
    }

    @Test
    void defaults_areASixthAndHalfOfIt() {
        assertThat(Occlusion.of(48, 48, null, null)).isEqualTo(new Occlusion(48, 48, 8, 4));
        assertThat(Occlusion.of(224, 224, null, null)).isEqualTo(new Occlusion(224, 224, 37, 18));
        assertThat(Occlusion.of(3, 3, null, null)).isEqualTo(new Occlusion(3, 3, 1, 1));
        assertThat(Occlusion.of(48, 48, 12, null)).isEqualTo(new Occlusion(48, 48, 12, 6));
    }

    @Test
    void unfitWindowsAndStrides_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Occlusion(48, 40, 41, 1))
                .withMessage("window must lie between 1 and 40 px: 41");
        assertThatIllegalArgumentException().isThrownBy(() -> new Occlusion(48, 48, 8, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Occlusion(48, 48, 8, 9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Occlusion(48, 48, 8, 1))
                .withMessageContaining("1681 windows, of at most 1024");
    }

    private static int[] pixel(RgbImage image, int x, int y) {
        int at = (y * image.width() + x) * RgbImage.CHANNELS;
        byte[] bytes = Arrays.copyOfRange(image.pixels(), at, at + RgbImage.CHANNELS);
        return new int[] {bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff};
    }
}
