package io.cancernet.inference.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class HeatMapPictureTest {

    private static final PatchArea AREA = new PatchArea(1, 1, 151, 101);

    @Test
    void picture_hasTheMapInItsUpperLeftCorner_inViridis_transparentWhereNoPatchLies() throws IOException {
        HeatMap map = new HeatMap(Alignment.over(Patches.archive(50), AREA));
        map.paint(new PatchArea(1, 1, 51, 51), 0);
        map.paint(new PatchArea(51, 1, 101, 51), 1);
        map.paintUnscored(new PatchArea(101, 1, 151, 51));

        BufferedImage picture = read(HeatMapPicture.png(map, "a model", 0.25));

        assertThat(picture.getRGB(8, 8)).isEqualTo(0xff440154);
        assertThat(picture.getRGB(24, 8)).isEqualTo(0xfffde725);
        assertThat(picture.getRGB(40, 8)).isEqualTo(0xffb0b0b0);
        assertThat(picture.getRGB(8, 24) >>> 24).isZero();
        assertThat(picture.getRGB(picture.getWidth() - 1, 8) >>> 24).isZero();
    }

    @Test
    void legend_liesBelowTheMap_fromLowToHigh_withTheThresholdMarked() throws IOException {
        HeatMap map = new HeatMap(Alignment.over(Patches.archive(50), AREA));

        BufferedImage with = read(HeatMapPicture.png(map, "a model", 0.25));
        BufferedImage without = read(HeatMapPicture.png(map, "a model", null));

        assertThat(with.getHeight()).isGreaterThan(map.alignment().height() + 100);
        assertThat(pixels(with, 0xff440154)).isGreaterThan(20);
        assertThat(pixels(with, 0xfffde725)).isGreaterThan(20);
        assertThat(pixels(with, 0xff202020)).isGreaterThan(pixels(without, 0xff202020));
        assertThat(with.getRGB(2, with.getHeight() - 2)).isEqualTo(0xffffffff);
    }

    @Test
    void sameMap_givesTheSameBytes() {
        HeatMap map = new HeatMap(Alignment.over(Patches.archive(50), AREA));

        assertThat(HeatMapPicture.png(map, "a model", 0.5)).isEqualTo(HeatMapPicture.png(map, "a model", 0.5));
    }

    @Test
    void viridis_growsEvenlyLighter() {
        double before = -1;
        for (int i = 0; i <= 255; i += 5) {
            int rgb = Viridis.colour(i / 255.0);
            double lightness = 0.2126 * (rgb >> 16 & 0xff) + 0.7152 * (rgb >> 8 & 0xff) + 0.0722 * (rgb & 0xff);
            assertThat(lightness).isGreaterThan(before);
            before = lightness;
        }
    }

    private static int pixels(BufferedImage picture, int argb) {
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += picture.getRGB(x, y) == argb ? 1 : 0;
            }
        }
        return count;
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
