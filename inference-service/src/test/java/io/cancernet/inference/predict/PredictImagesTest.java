package io.cancernet.inference.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.colour.ColourDistance;
import io.cancernet.common.colour.ColourSample;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.inference.model.LiveFakes;
import io.cancernet.inference.predict.PredictedImage.Refused;
import io.cancernet.inference.predict.PredictedImage.Scored;
import io.cancernet.inference.scoring.MicroBatcher;
import io.cancernet.inference.scoring.Prediction;
import io.cancernet.inference.scoring.Priority;
import io.cancernet.inference.testing.FakeModel;
import io.cancernet.inference.testing.TestPredictConfig;
import io.cancernet.inference.testing.TestScoringConfig;
import io.cancernet.inference.testing.TestSlide;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PredictImagesTest {

    private static final ModelVersion FIRST = new ModelVersion("test-model", "1");
    private static final ModelVersion SECOND = new ModelVersion("test-model", "2");
    private static final int PLACES = 4;

    private final FakeModel model = new FakeModel(FIRST);
    private final FakeModel other = new FakeModel(SECOND);
    private final LiveFakes fakes = new LiveFakes(model, other);
    private final MicroBatcher network = new MicroBatcher(new TestScoringConfig(PLACES, Duration.ofMillis(1), PLACES));
    private final PredictImages predict = predict(TestPredictConfig.ROOMY);

    @AfterEach
    void stop() {
        model.letGo();
        network.close();
    }

    @Test
    void images_areScoredByTheLiveModel_inOrder() {
        // More than fit among those that wait.
        List<ImageFile> files =
                IntStream.range(0, 5 * PLACES).mapToObj(i -> file("i" + i, i)).toList();

        PredictImages.Predicted predicted = predict.predict(null, files);

        assertThat(predicted.model()).isEqualTo(FIRST);
        assertThat(predicted.threshold()).isEqualTo(FakeModel.THRESHOLD);
        for (int i = 0; i < files.size(); i++) {
            Scored scored = (Scored) predicted.images().get(i);
            assertThat(scored.name()).isEqualTo("i" + i);
            assertThat(scored.prediction().probability()).isEqualTo(FakeModel.probability(TestSlide.pixels(i)));
            assertThat(scored.inputSha256()).isEqualTo(Sha256.of(TestSlide.image(i)));
            assertThat(scored.colours()).isNull();
        }
    }

    @Test
    void namedModel_scoresInsteadOfTheLiveOne() {
        assertThat(predict.predict(SECOND, List.of(file("a", 1))).model()).isEqualTo(SECOND);
        assertThat(other.batches()).isNotEmpty();
        assertRefused(ErrorCode.NOT_FOUND, () -> predict.predict(new ModelVersion("x", "9"), List.of(file("a", 1))));
    }

    @Test
    void brokenImage_failsAlone() {
        model.stumbleOver(TestSlide.pixels(3));
        List<PredictedImage> images = predict.predict(
                        null,
                        List.of(
                                file("good", 1),
                                new ImageFile("empty", () -> new byte[0]),
                                ImageFile.ofBase64("text", "no base64!"),
                                file("stumbling", 3),
                                file("also good", 2)))
                .images();

        assertThat(images)
                .extracting(PredictedImage::name)
                .containsExactly("good", "empty", "text", "stumbling", "also good");
        assertThat(images.get(0)).isInstanceOf(Scored.class);
        assertThat(((Refused) images.get(1)).code()).isEqualTo(ErrorCode.UNDECODABLE_IMAGE);
        assertThat(((Refused) images.get(2)).reason()).contains("base64");
        assertThat(((Refused) images.get(3)).code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
        assertThat(((Scored) images.get(4)).prediction().probability())
                .isEqualTo(FakeModel.probability(TestSlide.pixels(2)));
    }

    @Test
    void imageUnlikeTheTrainingPatches_isFlagged() {
        ColourSample sample = new ColourSample();
        IntStream.range(0, 50).forEach(i -> sample.add(TestSlide.pixels(i)));
        model.trainedOn(new ColourDistance(sample.statistics()));
        RgbImage black = new RgbImage(2, 2, new byte[12]);

        List<PredictedImage> images = predict.predict(
                        null, List.of(file("noise", 1000), new ImageFile("black", () -> new PatchImageCodec()
                                .encodePng(black))))
                .images();

        assertThat(images).extracting(each -> flagged(each)).containsExactly(false, true);
    }

    @Test
    void tooManyImagesOrNone_areRefused() {
        assertRefused(ErrorCode.INVALID_REQUEST, () -> predict.predict(null, List.of()));
        assertRefused(ErrorCode.REQUEST_TOO_LARGE, () -> predict.predict(null, Collections.nCopies(101, file("a", 1))));
    }

    @Test
    void withoutALiveModel_itIsToBeAskedAgain() {
        fakes.promote(null);

        assertRefused(ErrorCode.MODEL_NOT_READY, () -> predict.predict(null, List.of(file("a", 1))));
        assertThat(ErrorCode.MODEL_NOT_READY.status()).isEqualTo(503);
    }

    @Test
    void whenTooManyWait_aRequestIsTurnedAway_andTheQueueIsNot() {
        model.holdBack();
        List<CompletableFuture<Prediction>> waiting = new ArrayList<>();
        waiting.add(network.submit(model, TestSlide.pixels(0), Priority.NORMAL));
        await().until(model::isComputing);
        for (int i = 0; i < PLACES; i++) {
            waiting.add(network.submit(model, TestSlide.pixels(i), Priority.INTERACTIVE));
        }

        assertRefused(ErrorCode.OVERLOADED, () -> predict.predict(null, List.of(file("a", 1))));

        model.letGo();
        assertThat(waiting).allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ofSeconds(10)));
        await().until(() ->
                predict.predict(null, List.of(file("a", 1))).images().get(0) instanceof Scored);
    }

    @Test
    void requestThatWaitsTooLong_isTurnedAway_andTheModelStaysUntilItIsThrough() {
        PredictImages impatient = predict(new TestPredictConfig(10, 1, 1, Duration.ofMillis(50)));
        model.holdBack();

        assertRefused(ErrorCode.OVERLOADED, () -> impatient.predict(null, List.of(file("a", 1))));
        // Pushes the first model out of memory, where two fit; it is not closed while it computes.
        fakes.promote(null);
        fakes.load("3");
        fakes.load("4");
        assertThat(model.closed()).isFalse();

        model.letGo();
        await().until(model::closed);
    }

    private PredictImages predict(TestPredictConfig config) {
        return new PredictImages(new InteractiveModels(fakes.live(), fakes.loaded(), network, config), config);
    }

    private static boolean flagged(PredictedImage image) {
        return Objects.requireNonNull(((Scored) image).colours()).outOfDistribution();
    }

    private static ImageFile file(String name, int seed) {
        return new ImageFile(name, () -> TestSlide.image(seed));
    }

    private static void assertRefused(ErrorCode code, Runnable call) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(call::run)
                .extracting(DomainException::code)
                .isEqualTo(code);
    }
}
