package io.cancernet.dataset.tissue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.testing.Canvas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TissueMaskTest {

    private static final int EOSIN = 0xe0a0c8;
    private static final int GLASS = 0xf2f0f1;

    private static TissueMask mask(RgbImage image) {
        return TissueMask.of(new Thumbnail(image, 10));
    }

    private static Canvas glass() {
        return new Canvas(400, 300).tissue(0, 0, 400, 300, GLASS, 6);
    }

    @Test
    void tissueOnGlass_isFoundWithItsEdges() {
        TissueMask mask = mask(glass().tissue(100, 50, 200, 150, EOSIN, 10).image());
        assertThat(mask.tissueShare()).isEqualTo(200 * 150.0 / (400 * 300), within(0.001));
        assertThat(mask.tissueShare(1000, 500, 1500)).isEqualTo(1);
        assertThat(mask.tissueShare(0, 0, 500)).isZero();
        assertThat(mask.tissueShare(950, 950, 100)).isEqualTo(0.5, within(0.01));
    }

    @Test
    void share_countsPartsOfPixels() {
        TissueMask mask = mask(glass().tissue(100, 50, 200, 150, EOSIN, 10).image());
        // from pixel 99.7 to 100.2 of the thumbnail: .2 of .5 is tissue
        assertThat(mask.tissueShare(997, 1000, 5)).isEqualTo(0.4, within(1e-9));
    }

    @Test
    void allGlass_hasNoTissue() {
        assertThat(mask(glass().image()).tissueShare()).isZero();
        assertThat(mask(new Canvas(50, 50).image()).tissueShare()).isZero();
    }

    @Test
    void allTissue_isTissueThroughout() {
        RgbImage paleAndDark = new Canvas(400, 300)
                .tissue(0, 0, 400, 300, EOSIN, 10)
                .tissue(50, 50, 200, 200, 0x7a4a9a, 20)
                .image();
        assertThat(mask(paleAndDark).tissueShare()).isEqualTo(1);
    }

    @Test
    void blackAroundTheScan_isNoTissue() {
        RgbImage scan = glass().rectangle(0, 0, 400, 40, 0x050003)
                .tissue(100, 100, 200, 100, EOSIN, 10)
                .image();
        assertThat(mask(scan).tissueShare(0, 0, 300)).isZero();
        assertThat(mask(scan).tissueShare(1100, 1100, 500)).isEqualTo(1);
    }

    @Test
    void dustAndThreads_areDissolved_andSoAreSmallHoles() {
        RgbImage image = glass().tissue(20, 20, 4, 4, EOSIN, 10)
                .rectangle(0, 280, 400, 1, EOSIN)
                .tissue(100, 50, 200, 150, EOSIN, 10)
                .rectangle(150, 100, 6, 6, GLASS)
                .rectangle(200, 100, 40, 40, GLASS)
                .image();
        TissueMask mask = mask(image);
        assertThat(mask.tissueShare(200, 200, 40)).isZero();
        assertThat(mask.tissueShare(0, 2700, 200)).isZero();
        assertThat(mask.tissueShare(1500, 1000, 60)).isEqualTo(1);
        assertThat(mask.tissueShare(2050, 1050, 300)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1e8c3c, 0x1a3c9a, 0x2a2a82, 0xc81e28, 0x181818, 0x20a0b0})
    void markerPen_isInkAndNoTissue(int colour) {
        RgbImage image = glass().tissue(100, 50, 200, 150, EOSIN, 10)
                .tissue(150, 20, 12, 250, colour, 5)
                .image();
        TissueMask mask = mask(image);
        assertThat(mask.penShare(1500, 1000, 120)).isEqualTo(1);
        assertThat(mask.tissueShare(1500, 1000, 120)).isZero();
        assertThat(mask.penShare(1000, 500, 400)).isZero();
        assertThat(mask.tissueShare(1000, 500, 400)).isEqualTo(1);
    }

    /** Haematoxylin, dense nuclei, eosin, muscle, blood, a fold, brown of melanin or DAB. */
    @ParameterizedTest
    @ValueSource(ints = {0x8a5fa8, 0x503a78, 0xe8a0c0, 0xd86090, 0xc03c4c, 0x6a3070, 0x8a5a3a})
    void coloursOfTissue_areNoInk(int colour) {
        TissueMask mask = mask(glass().tissue(100, 50, 200, 150, colour, 8).image());
        assertThat(mask.penShare(1000, 500, 1500)).isZero();
        assertThat(mask.tissueShare(1000, 500, 1500)).isEqualTo(1);
    }

    @Test
    void slideOfAnotherStain_isTissueAndNotAllInk() {
        RgbImage image = glass().tissue(100, 50, 200, 150, 0x3c64c8, 20)
                .rectangle(0, 250, 400, 20, 0x101010)
                .image();
        TissueMask mask = mask(image);
        assertThat(mask.penShare(1000, 500, 1500)).isZero();
        assertThat(mask.tissueShare(1000, 500, 1500)).isEqualTo(1);
        assertThat(mask.penShare(1000, 2500, 200)).isEqualTo(1);
    }
}
