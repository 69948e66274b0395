package io.cancernet.inference.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.Outage;
import io.cancernet.common.image.RgbImage;
import io.cancernet.inference.testing.FakeModel;
import io.cancernet.inference.testing.TestScoringConfig;
import io.cancernet.inference.testing.TestSlide;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MicroBatcherTest {

    private static final int BATCH = 8;
    private static final int CAPACITY = 2 * BATCH;

    private final FakeModel model = new FakeModel(Works.MODEL);
    private MicroBatcher batcher = new MicroBatcher(new TestScoringConfig(BATCH, Duration.ofHours(1), CAPACITY));

    @AfterEach
    void stop() {
        batcher.close();
    }

    @Test
    void fullBatch_isComputedWithoutADeadline_andEachImageGetsItsOwnAnswer() throws Exception {
        List<CompletableFuture<Prediction>> answers = submit(BATCH);

        for (int i = 0; i < BATCH; i++) {
            Prediction answer = get(answers.get(i));
            assertThat(answer.probability()).isEqualTo(FakeModel.probability(TestSlide.pixels(i)));
            assertThat(answer.threshold()).isEqualTo(FakeModel.THRESHOLD);
            assertThat(answer.waited()).isPositive();
            assertThat(answer.computed()).isPositive();
        }
        assertThat(model.batches()).containsExactly(BATCH);
    }

    @Test
    void deadline_endsTheWaitForOthers() throws Exception {
        batcher.close();
        batcher = new MicroBatcher(new TestScoringConfig(BATCH, Duration.ofMillis(1), CAPACITY));

        get(submit(1).get(0));

        assertThat(model.batches()).containsExactly(1);
    }

    @Test
    void queuedWork_waitsForAPlace_andOthersAreRefused() throws Exception {
        model.holdBack();
        List<CompletableFuture<Prediction>> computing = submit(BATCH);
        await().until(model::isComputing);
        List<CompletableFuture<Prediction>> waiting = submit(CAPACITY);

        assertThat(batcher.trySubmit(model, TestSlide.pixels(0), Priority.NORMAL))
                .isEmpty();
        assertThat(batcher.trySubmit(model, TestSlide.pixels(0), Priority.INTERACTIVE))
                .as("each priority has its own places")
                .isPresent();
        FutureTask<CompletableFuture<Prediction>> late =
                new FutureTask<>(() -> batcher.submit(model, TestSlide.pixels(0), Priority.NORMAL));
        Thread thread = start(late);
        await().until(() -> thread.getState() == Thread.State.WAITING);
        assertThat(late.isDone()).isFalse();

        model.letGo();

        for (CompletableFuture<Prediction> each : computing) {
            get(each);
        }
        get(waiting.get(0));
        assertThat(late.get(1, TimeUnit.MINUTES)).isNotNull();
    }

    @Test
    void interruptedWait_isAnOutage() throws Exception {
        model.holdBack();
        submit(BATCH);
        await().until(model::isComputing);
        submit(CAPACITY);
        FutureTask<CompletableFuture<Prediction>> late =
                new FutureTask<>(() -> batcher.submit(model, TestSlide.pixels(0), Priority.NORMAL));
        Thread thread = start(late);
        await().until(() -> thread.getState() == Thread.State.WAITING);

        thread.interrupt();

        assertThatThrownBy(() -> late.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(Outage.class);
        model.letGo();
    }

    @Test
    void imageThatTheModelStumblesOver_failsAlone() throws Exception {
        model.stumbleOver(TestSlide.pixels(5));

        List<CompletableFuture<Prediction>> answers = submit(BATCH);

        assertThatThrownBy(() -> get(answers.get(5))).hasCauseInstanceOf(DomainException.class);
        for (int i = 0; i < BATCH; i++) {
            if (i != 5) {
                assertThat(get(answers.get(i)).probability()).isEqualTo(FakeModel.probability(TestSlide.pixels(i)));
            }
        }
    }

    @Test
    void errorOfTheEngine_failsItsImages_andTheNextAreComputed() throws Exception {
        model.answer(image -> {
            throw new LinkageError("the native library lacks a symbol");
        });

        for (CompletableFuture<Prediction> each : submit(BATCH)) {
            assertThatThrownBy(() -> get(each)).hasCauseInstanceOf(DomainException.class);
        }

        model.answer(FakeModel::probability);
        assertThat(get(submit(BATCH).get(0)).probability()).isEqualTo(FakeModel.probability(TestSlide.pixels(0)));
    }

    @Test
    void answerThatIsNoNumber_isAFailure() {
        model.answerNoNumberTo(TestSlide.pixels(2));

        List<CompletableFuture<Prediction>> answers = submit(BATCH);

        assertThatThrownBy(() -> get(answers.get(2))).hasCauseInstanceOf(DomainException.class);
    }

    @Test
    void closed_failsWhatWaits_andTakesNoMore() {
        CompletableFuture<Prediction> waiting = submit(1).get(0);

        batcher.close();

        assertThatThrownBy(() -> get(waiting)).hasCauseInstanceOf(Outage.class);
        RgbImage image = TestSlide.pixels(1);
        assertThatExceptionOfType(Outage.class).isThrownBy(() -> batcher.submit(model, image, Priority.NORMAL));
        assertThatExceptionOfType(Outage.class).isThrownBy(() -> batcher.trySubmit(model, image, Priority.NORMAL));
    }

    @Test
    void closed_letsTheBatchInProgressEnd() throws Exception {
        model.holdBack();
        List<CompletableFuture<Prediction>> computing = submit(BATCH);
        await().until(model::isComputing);

        batcher.close();
        model.letGo();

        assertThat(get(computing.get(0)).probability()).isEqualTo(FakeModel.probability(TestSlide.pixels(0)));
    }

    private List<CompletableFuture<Prediction>> submit(int images) {
        return IntStream.range(0, images)
                .mapToObj(i -> batcher.submit(model, TestSlide.pixels(i), Priority.NORMAL))
                .toList();
    }

    private static Prediction get(CompletableFuture<Prediction> answer) throws ExecutionException {
        try {
            return answer.get(1, TimeUnit.MINUTES);
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "late");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
