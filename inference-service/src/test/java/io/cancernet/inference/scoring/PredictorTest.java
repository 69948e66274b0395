package io.cancernet.inference.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cancernet.common.colour.ColourCheck;
import io.cancernet.common.colour.ColourDistance;
import io.cancernet.common.colour.ColourSample;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.inference.testing.FakeModel;
import io.cancernet.inference.testing.TestScoringConfig;
import io.cancernet.inference.testing.TestSlide;
import io.quarkus.runtime.ShutdownEvent;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PredictorTest {

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final FakeModel model = new FakeModel(Works.MODEL);
    private final MicroBatcher network = new MicroBatcher(TestScoringConfig.SMALL);
    private final Predictor predictor = new Predictor(new PatchImages(store), network, TestScoringConfig.SMALL);
    private final Predictions predictions = new Predictions();

    @AfterEach
    void stop() {
        predictor.onStop(new ShutdownEvent());
        network.close();
    }

    @Test
    void allPatches_areScoredInMicroBatches() {
        TestSlide slide = TestSlide.stored(store, "slide", 30, 11);

        predictor.predict(model, works(slide, 30), Priority.NORMAL, predictions);

        assertThat(predictions.scored()).hasSize(30);
        assertThat(predictions.failures()).isEmpty();
        assertThat(model.batches()).allMatch(size -> size <= TestScoringConfig.SMALL.microBatch());
    }

    @Test
    void imagesKeepTheirOwnScores() {
        TestSlide slide = TestSlide.stored(store, "slide", 20, 20);
        List<PatchWork> works = works(slide, 20);

        predictor.predict(model, works, Priority.NORMAL, predictions);

        for (int i = 0; i < 20; i++) {
            double expected = FakeModel.probability(TestSlide.pixels("slide".hashCode() + i));
            PatchLocation at = slide.lines().get(i).image();
            assertThat(predictions.scored().get(works.get(i))).satisfies(image -> {
                assertThat(image.prediction().probability()).isEqualTo(expected);
                assertThat(image.prediction().threshold()).isEqualTo(FakeModel.THRESHOLD);
                assertThat(image.inputSha256()).isEqualTo(at.sha256());
                assertThat(image.fetched()).isPositive();
            });
        }
    }

    @Test
    void imageUnlikeTheTrainingPatches_isFlagged() {
        ColourSample black = new ColourSample();
        black.add(new RgbImage(1, 1, new byte[RgbImage.CHANNELS]));
        model.trainedOn(new ColourDistance(black.statistics()));
        TestSlide slide = TestSlide.stored(store, "slide", 2, 2);
        PatchWork inline = PatchWork.of(
                Works.inline("inline", null, Base64.getEncoder().encodeToString(TestSlide.image(1))), Works.MODEL);
        List<PatchWork> works = new ArrayList<>(works(slide, 2));
        works.add(inline);

        predictor.predict(model, works, Priority.NORMAL, predictions);

        assertThat(predictions.scored().values()).hasSize(3).allSatisfy(image -> {
            assertThat(image.colours()).isNotNull();
            assertThat(image.colours())
                    .extracting(ColourCheck::outOfDistribution)
                    .isEqualTo(true);
        });
    }

    @Test
    void locationBeyondTheShard_doesNotTakeItsNeighboursAlong() {
        TestSlide slide = TestSlide.stored(store, "slide", 6, 6);
        List<PatchWork> works = new ArrayList<>(works(slide, 6));
        PatchLocation last = slide.lines().get(5).image();
        works.set(5, work("far", new PatchLocation(last.shard(), last.offset() + 1000, last.length(), last.sha256())));

        predictor.predict(model, works, Priority.NORMAL, predictions);

        assertThat(predictions.scored()).hasSize(5);
        assertThat(code(works.get(5))).isEqualTo(ErrorCode.UNKNOWN_SHARD);
    }

    @Test
    void bytesThatAreNotTheStatedOnes_areReadAgain_aBoundedNumberOfTimes() {
        TestSlide slide = TestSlide.stored(store, "slide", 6, 6);
        List<PatchWork> works = new ArrayList<>(works(slide, 6));
        PatchLocation third = slide.lines().get(2).image();
        works.set(
                2,
                work(
                        "other",
                        new PatchLocation(third.shard(), third.offset(), third.length(), Sha256.of(new byte[0]))));

        predictor.predict(model, works, Priority.NORMAL, predictions);

        assertThat(predictions.scored()).hasSize(5);
        assertThat(predictions.failures().get(works.get(2))).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.HASH_MISMATCH);
            assertThat(failure.attempts()).isEqualTo(3);
        });
    }

    @Test
    void bytesDamagedOnTheirWay_areReadAgain() {
        TestSlide slide = TestSlide.stored(store, "slide", 6, 6);
        store.damageNextRead();

        predictor.predict(model, works(slide, 6), Priority.NORMAL, predictions);

        assertThat(predictions.scored()).hasSize(6);
        assertThat(predictions.failures()).isEmpty();
    }

    @Test
    void hugeImage_isRefusedBeforeItIsFetched() {
        PatchLocation huge = Works.location("patches/x.tar", 0, Integer.MAX_VALUE);
        store.setAway(true);

        predictor.predict(model, List.of(work("huge", huge)), Priority.NORMAL, predictions);

        assertThat(code(work("huge", huge))).isEqualTo(ErrorCode.UNDECODABLE_IMAGE);
    }

    @Test
    void inlineImages_areDecoded() {
        PatchWork good = PatchWork.of(
                Works.inline("good", null, Base64.getEncoder().encodeToString(TestSlide.image(1))), Works.MODEL);
        PatchWork bad = PatchWork.of(Works.inline("bad", null, "###"), Works.MODEL);

        predictor.predict(model, List.of(good, bad), Priority.NORMAL, predictions);

        assertThat(predictions.scored()).containsOnlyKeys(good).hasEntrySatisfying(good, image -> assertThat(
                        image.inputSha256())
                .isEqualTo(Sha256.of(TestSlide.image(1))));
        assertThat(code(bad)).isEqualTo(ErrorCode.UNDECODABLE_IMAGE);
    }

    @Test
    void imageThatTheModelStumblesOver_failsAlone() {
        TestSlide slide = TestSlide.stored(store, "slide", 10, 10);
        model.stumbleOver(TestSlide.pixels("slide".hashCode() + 4));

        List<PatchWork> works = works(slide, 10);
        predictor.predict(model, works, Priority.NORMAL, predictions);

        assertThat(predictions.scored()).hasSize(9);
        assertThat(code(works.get(4))).isEqualTo(ErrorCode.INTERNAL_ERROR);
    }

    @Test
    void imageThatTheModelAnswersWithNoNumber_failsAlone() {
        TestSlide slide = TestSlide.stored(store, "slide", 10, 10);
        model.answerNoNumberTo(TestSlide.pixels("slide".hashCode() + 4));

        List<PatchWork> works = works(slide, 10);
        predictor.predict(model, works, Priority.NORMAL, predictions);

        assertThat(predictions.scored()).hasSize(9);
        assertThat(code(works.get(4))).isEqualTo(ErrorCode.INTERNAL_ERROR);
    }

    @Test
    void networkThatStops_isNoFailureOfAPatch() {
        TestSlide slide = TestSlide.stored(store, "slide", 10, 10);
        network.close();

        assertThatExceptionOfType(Outage.class)
                .isThrownBy(() -> predictor.predict(model, works(slide, 10), Priority.NORMAL, predictions));
        assertThat(predictions.failures()).isEmpty();
    }

    @Test
    void storeAway_isNoFailureOfAPatch() {
        TestSlide slide = TestSlide.stored(store, "slide", 10, 10);
        store.setAway(true);

        assertThatExceptionOfType(Outage.class)
                .isThrownBy(() -> predictor.predict(model, works(slide, 10), Priority.NORMAL, predictions));
        assertThat(predictions.failures()).isEmpty();
    }

    private ErrorCode code(PatchWork work) {
        Outcome.Failed failure = predictions.failures().get(work);
        assertThat(failure).as("failure of %s", work.patchId()).isNotNull();
        return failure == null ? ErrorCode.CONFLICT : failure.code();
    }

    private static List<PatchWork> works(TestSlide slide, int patches) {
        return IntStream.range(0, patches)
                .mapToObj(i -> PatchWork.of(slide.queued(i, null), Works.MODEL))
                .toList();
    }

    private static PatchWork work(String name, PatchLocation at) {
        return PatchWork.of(Works.queued(name, null, at), Works.MODEL);
    }
}
