package io.cancernet.dataset.tiling;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.testing.Canvas;
import io.cancernet.dataset.testing.MemorySlide;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchSamplerTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.8125, 1, 1.003, 2, 2.5, 3.999, 8.016})
    void everyPixel_isTheMeanOfTheExactAreaItCovers(double downsample) throws Exception {
        MemorySlide slide = MemorySlide.of(Canvas.noise(150, 160, 1));
        PatchGrid grid = grid(10, downsample);
        PatchSampler sampler = new PatchSampler(slide, grid);
        for (int row = 0; row * grid.side() + grid.side() + 1 < 160; row += 2) {
            for (int column = 0; column * grid.side() + grid.side() + 1 < 150; column += 3) {
                int x = grid.x(column);
                int y = grid.y(row);
                assertThat(sampler.sample(x, y))
                        .as("patch at %d, %d", x, y)
                        .isEqualTo(bruteForce(slide.image(0), 10, BigDecimal.valueOf(downsample), x, y, 1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "10, 1", "8.016, 1", "16.032, 2", "31.7, 2"})
    void pixels_comeFromTheBestLevelWithTheSameExactness(double downsample, int level) throws Exception {
        MemorySlide slide =
                MemorySlide.ofLevels(Canvas.noise(1600, 1600, 1), Canvas.noise(400, 400, 2), Canvas.noise(100, 100, 3));
        PatchGrid grid = grid(12, downsample);
        PatchSampler sampler = new PatchSampler(slide, grid);
        assertThat(sampler.level()).isEqualTo(level);
        int scale = level == 1 ? 4 : 16;
        for (int x : new int[] {0, 7, 801, 1208}) {
            assertThat(sampler.sample(x, 333))
                    .as("patch at %d", x)
                    .isEqualTo(bruteForce(slide.image(level), 12, BigDecimal.valueOf(downsample), x, 333, scale));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3.9, 0", "3.961, 1", "4, 1", "15.8, 1", "15.85, 2", "16, 2", "99, 2"})
    void level_isTheCoarsestThatIsFineEnoughWithinOnePercent(double downsample, int level) {
        MemorySlide slide =
                MemorySlide.ofLevels(Canvas.noise(1600, 1600, 1), Canvas.noise(400, 400, 2), Canvas.noise(100, 100, 3));
        assertThat(new PatchSampler(slide, grid(10, downsample)).level()).isEqualTo(level);
    }

    @Test
    void levelThatIsTooShort_isAveragedOverWhatThereIs() throws Exception {
        // 401 = 100 * 4 + 1: the last column of level 0 is on no pixel of the level, which ends before the patch does.
        MemorySlide slide = MemorySlide.of(
                new Canvas(401, 401).rectangle(0, 0, 401, 401, 0x804020).image(), 4);
        PatchSampler sampler = new PatchSampler(slide, grid(10, 4));
        assertThat(sampler.level()).isEqualTo(1);
        assertThat(sampler.sample(361, 361))
                .isEqualTo(new Canvas(10, 10).rectangle(0, 0, 10, 10, 0x804020).image());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 2.5, 8.016})
    void regionOfManyPatches_givesTheSamePixelsAsEachAlone(double downsample) throws Exception {
        MemorySlide slide = MemorySlide.of(Canvas.noise(400, 400, 1), 2);
        PatchGrid grid = grid(10, downsample);
        PatchSampler sampler = new PatchSampler(slide, grid);
        LevelRegion region = sampler.read(grid.x(1), grid.y(1), grid.x(3), grid.y(3));
        for (int row = 1; row <= 3; row++) {
            for (int column = 1; column <= 3; column++) {
                int x = grid.x(column);
                int y = grid.y(row);
                assertThat(sampler.sample(region, x, y)).isEqualTo(sampler.sample(x, y));
            }
        }
    }

    @Test
    void patchThatCoversMoreThanFitsMemory_isReadInPartsWithTheSameResult() throws Exception {
        RgbImage noise = Canvas.noise(4000, 3000, 1);
        MemorySlide slide = MemorySlide.of(noise);
        RgbImage patch = new PatchSampler(slide, grid(8, 370)).sample(3, 5);
        assertThat(slide.reads()).hasSizeGreaterThan(1).allSatisfy(each -> assertThat(
                        (long) each.width() * each.height())
                .isLessThanOrEqualTo(PatchSampler.MAX_PIXELS));
        for (int i = 0; i < patch.pixels().length; i++) {
            int left = 3 + 370 * (i / RgbImage.CHANNELS % 8);
            int top = 5 + 370 * (i / RgbImage.CHANNELS / 8);
            long sum = 0;
            for (int at = 0; at < 370 * 370; at++) {
                int pixel = (top + at / 370) * noise.width() + left + at % 370;
                sum += noise.pixels()[pixel * RgbImage.CHANNELS + i % RgbImage.CHANNELS] & 0xff;
            }
            assertThat(patch.pixels()[i] & 0xffL).isEqualTo((2 * sum + 370 * 370) / (2 * 370 * 370));
        }
    }

    private static PatchGrid grid(int patchSize, double downsample) {
        return new PatchGrid(patchSize, patchSize * downsample, 0, 0);
    }

    /** Area means in decimal arithmetic, pixel by pixel. */
    private static RgbImage bruteForce(
            RgbImage level, int size, BigDecimal downsample, int x, int y, int levelDownsample) {
        byte[] pixels = new byte[size * size * RgbImage.CHANNELS];
        BigDecimal scale = BigDecimal.valueOf(levelDownsample);
        for (int row = 0; row < size; row++) {
            BigDecimal top = BigDecimal.valueOf(y).add(downsample.multiply(BigDecimal.valueOf(row)));
            for (int column = 0; column < size; column++) {
                BigDecimal left = BigDecimal.valueOf(x).add(downsample.multiply(BigDecimal.valueOf(column)));
                for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                    pixels[(row * size + column) * RgbImage.CHANNELS + channel] =
                            mean(level, channel, left.divide(scale), top.divide(scale), downsample.divide(scale));
                }
            }
        }
        return new RgbImage(size, size, pixels);
    }

    private static byte mean(RgbImage level, int channel, BigDecimal left, BigDecimal top, BigDecimal side) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal right = left.add(side);
        BigDecimal bottom = top.add(side);
        for (int y = top.intValue(); BigDecimal.valueOf(y).compareTo(bottom) < 0; y++) {
            BigDecimal high = overlap(top, bottom, y);
            for (int x = left.intValue(); BigDecimal.valueOf(x).compareTo(right) < 0; x++) {
                int value = level.pixels()[(y * level.width() + x) * RgbImage.CHANNELS + channel] & 0xff;
                sum = sum.add(overlap(left, right, x).multiply(high).multiply(BigDecimal.valueOf(value)));
            }
        }
        return (byte) sum.divide(side.multiply(side), MathContext.DECIMAL128)
                .setScale(0, RoundingMode.HALF_UP)
                .intValue();
    }

    private static BigDecimal overlap(BigDecimal from, BigDecimal to, int pixel) {
        return to.min(BigDecimal.valueOf(pixel + 1L)).subtract(from.max(BigDecimal.valueOf(pixel)));
    }
}
