package io.cancernet.dataset.tissue;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.testing.Canvas;
import io.cancernet.dataset.testing.MemorySlide;
import org.junit.jupiter.api.Test;

class ThumbnailTest {

    @Test
    void smallSlide_isItsOwnThumbnail() throws Exception {
        RgbImage noise = Canvas.noise(300, 200, 1);
        assertThat(Thumbnail.of(MemorySlide.of(noise, 2))).isEqualTo(new Thumbnail(noise, 1));
    }

    @Test
    void pyramid_isReadAtItsSmallestLevelThatIsLargeEnough() throws Exception {
        MemorySlide slide = MemorySlide.ofLevels(
                Canvas.noise(4800, 2400, 1), Canvas.noise(1200, 600, 2), Canvas.noise(300, 150, 3));
        assertThat(Thumbnail.of(slide)).isEqualTo(new Thumbnail(slide.image(1), 4));
        assertThat(slide.reads()).allSatisfy(each -> assertThat(each.level()).isEqualTo(1));
    }

    @Test
    void singleHugeLevel_isAveragedBlockByBlock() throws Exception {
        RgbImage noise = Canvas.noise(6200, 2100, 1);
        MemorySlide slide = MemorySlide.of(noise);
        Thumbnail thumbnail = Thumbnail.of(slide);
        assertThat(thumbnail.downsample()).isEqualTo(4);
        assertThat(thumbnail.image().width()).isEqualTo(1550);
        assertThat(thumbnail.image().height()).isEqualTo(525);
        assertThat(slide.reads()).hasSizeGreaterThan(4).allSatisfy(each -> assertThat(each.width() * each.height())
                .isLessThanOrEqualTo(2048 * 2048));
        for (int i = 0; i < thumbnail.image().pixels().length; i += 997) {
            int sum = 0;
            for (int at = 0; at < 16; at++) {
                int x = i / RgbImage.CHANNELS % 1550 * 4 + at % 4;
                int y = i / RgbImage.CHANNELS / 1550 * 4 + at / 4;
                sum += noise.pixels()[(y * 6200 + x) * RgbImage.CHANNELS + i % RgbImage.CHANNELS] & 0xff;
            }
            assertThat(thumbnail.image().pixels()[i]).isEqualTo((byte) ((sum + 8) / 16));
        }
    }

    @Test
    void edgeThatIsNoWholeSquare_isAveragedOverWhatThereIs() throws Exception {
        MemorySlide slide = MemorySlide.of(
                new Canvas(2051, 7).rectangle(0, 0, 2051, 7, 0x204060).image());
        Thumbnail thumbnail = Thumbnail.of(slide);
        assertThat(thumbnail)
                .isEqualTo(new Thumbnail(
                        new Canvas(1026, 4).rectangle(0, 0, 1026, 4, 0x204060).image(), 2));
    }
}
