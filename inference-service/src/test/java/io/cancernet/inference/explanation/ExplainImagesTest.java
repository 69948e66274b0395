package io.cancernet.inference.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.inference.model.LiveFakes;
import io.cancernet.inference.predict.InteractiveModels;
import io.cancernet.inference.scoring.MicroBatcher;
import io.cancernet.inference.testing.FakeModel;
import io.cancernet.inference.testing.TestPredictConfig;
import io.cancernet.inference.testing.TestScoringConfig;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainImagesTest {

    private static final int SIDE = 48;
    private static final int CORNER = 8;

    private final FakeModel model = new FakeModel(new ModelVersion("test-model", "1"));
    private final LiveFakes fakes = new LiveFakes(model);
    private final MicroBatcher network = new MicroBatcher(TestScoringConfig.SMALL);
    private final ExplainImages explain =
            new ExplainImages(new InteractiveModels(fakes.live(), fakes.loaded(), network, TestPredictConfig.ROOMY));

    @AfterEach
    void stop() {
        network.close();
    }

    @Test
    void modelThatLooksAtACorner_isExplainedByThisCorner() {
        model.answer(ExplainImagesTest::rednessOfTheUpperRightCorner);

        Explanation explanation = explain.explain(null, png(image()), null, null);

        double inside = mean(explanation, SIDE - CORNER, 0, CORNER);
        assertThat(inside).as("red in the corner speaks for disease").isGreaterThan(0.5);
        assertThat(mean(explanation, 0, 0, SIDE / 2)).isCloseTo(0, within(1e-6));
        assertThat(mean(explanation, 0, SIDE / 2, SIDE / 2)).isCloseTo(0, within(1e-6));
        assertThat(explanation.largest()).isGreaterThanOrEqualTo(inside);
        assertThat(explanation.prediction().probability())
                .isCloseTo(rednessOfTheUpperRightCorner(image()), within(1e-6));
        assertThat(explanation.occlusion()).isEqualTo(new Occlusion(SIDE, SIDE, 8, 4));
    }

    @Test
    void picture_isOrangeWhereTheScoreComesFrom_andGreyElsewhere() {
        model.answer(ExplainImagesTest::rednessOfTheUpperRightCorner);
        Explanation explanation = explain.explain(null, png(image()), null, null);

        RgbImage overlay = ExplanationPicture.overlay(explanation);

        assertThat(red(overlay, SIDE - 1, 0) - blue(overlay, SIDE - 1, 0)).isGreaterThan(100);
        assertThat(red(overlay, 1, SIDE - 1)).isEqualTo(blue(overlay, 1, SIDE - 1));
        RgbImage picture = new PatchImageCodec().decode(explanation.png());
        assertThat(picture.width()).isGreaterThan(2 * ExplanationPicture.SIDE);
        assertThat(picture.height()).isGreaterThan(ExplanationPicture.SIDE);
    }

    @Test
    void whatSpeaksAgainstDisease_isBlue() {
        model.answer(image -> 1 - rednessOfTheUpperRightCorner(image));

        Explanation explanation = explain.explain(null, png(image()), 8, 8);

        assertThat(mean(explanation, SIDE - CORNER, 0, CORNER)).isLessThan(-0.5);
        RgbImage overlay = ExplanationPicture.overlay(explanation);
        assertThat(blue(overlay, SIDE - 1, 0) - red(overlay, SIDE - 1, 0)).isGreaterThan(100);
    }

    @Test
    void modelThatIsCertain_orIndifferent_isStillExplained() {
        model.answer(image -> 1);
        Explanation explanation = explain.explain(null, png(image()), null, null);

        assertThat(explanation.support()).containsOnly(0);
        assertThat(explanation.png()).isNotEmpty();
    }

    @Test
    void brokenImage_isRefused() {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> explain.explain(null, new byte[] {1}, null, null))
                .withMessageContaining("neither PNG nor JPEG");
    }

    private static float rednessOfTheUpperRightCorner(RgbImage image) {
        double sum = 0;
        for (int y = 0; y < CORNER; y++) {
            for (int x = SIDE - CORNER; x < SIDE; x++) {
                sum += red(image, x, y);
            }
        }
        return (float) (0.02 + 0.9 * sum / (255.0 * CORNER * CORNER));
    }

    /** Grey, with red in the upper right corner. */
    private static RgbImage image() {
        byte[] pixels = new byte[SIDE * SIDE * RgbImage.CHANNELS];
        Arrays.fill(pixels, (byte) 90);
        for (int y = 0; y < CORNER; y++) {
            for (int x = SIDE - CORNER; x < SIDE; x++) {
                pixels[(y * SIDE + x) * RgbImage.CHANNELS] = (byte) 250;
            }
        }
        return new RgbImage(SIDE, SIDE, pixels);
    }

    private static double mean(Explanation explanation, int left, int top, int side) {
        double sum = 0;
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                sum += explanation.support()[y * SIDE + x];
            }
        }
        return sum / side / side;
    }

    private static byte[] png(RgbImage image) {
        return new PatchImageCodec().encodePng(image);
    }

    private static int red(RgbImage image, int x, int y) {
        return image.pixels()[(y * image.width() + x) * RgbImage.CHANNELS] & 0xff;
    }

    private static int blue(RgbImage image, int x, int y) {
        return image.pixels()[(y * image.width() + x) * RgbImage.CHANNELS + 2] & 0xff;
    }
}
