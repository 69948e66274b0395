package io.cancernet.inference.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.Resize;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.unit.MicronsPerPixel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchFitTest {

    @ParameterizedTest
    @CsvSource({"50,50", "48,48", "55,50", "12,50", "50,1", "25,25", "5,5"})
    void patchesOfTheSize_andThoseCutOffAtABorder_areTaken(int width, int height) {
        RgbImage fitted = new PatchFit(input(50)).decode(image(width, height));

        assertThat(fitted.width()).isEqualTo(48);
        assertThat(fitted.height()).isEqualTo(48);
    }

    @ParameterizedTest
    @CsvSource({"56,50", "50,56", "224,224", "1000,1", "1,1", "4,6", "12,2"})
    void patchesOfAnotherSize_areRefused(int width, int height) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> new PatchFit(input(50)).decode(image(width, height)))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.WRONG_SIZE))
                .withMessageContaining(width + "x" + height)
                .withMessageContaining("50x50");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "700,460", "1100,1100"})
    void modelThatStatesNoPatchSize_takesAnything(int width, int height) {
        assertThat(new PatchFit(input(null)).decode(image(width, height)).width())
                .isEqualTo(48);
    }

    private static InputSpec input(@Nullable Integer patchSize) {
        return new InputSpec(48, 48, new MicronsPerPixel(4), 1.0 / 255, Resize.NEAREST, patchSize);
    }

    @Test
    void imageWhoseHeaderIsTooLarge_isRefusedBeforeItIsDecoded() {
        byte[] header = Arrays.copyOf(image(4096, 4096), 64);

        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> new PatchFit(input(50)).decode(header))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.WRONG_SIZE))
                .withMessageContaining("4096x4096");
    }

    private static byte[] image(int width, int height) {
        return new PatchImageCodec()
                .encodePng(new RgbImage(width, height, new byte[width * height * RgbImage.CHANNELS]));
    }
}
