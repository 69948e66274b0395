package io.cancernet.inference.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.image.RgbImage;
import io.cancernet.inference.model.ScoringModel;
import io.cancernet.inference.scoring.WaitingImages.Waiting;
import io.cancernet.inference.testing.FakeModel;
import io.cancernet.inference.testing.TestSlide;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WaitingImagesTest {

    private static final int BATCH = 3;
    private static final long WAIT = 100;
    private static final RgbImage IMAGE = TestSlide.pixels(1);

    private final ScoringModel model = new FakeModel(Works.MODEL);
    private final ScoringModel other = new FakeModel(new ModelVersion("model", "2"));
    private final WaitingImages waiting = new WaitingImages(BATCH, WAIT);

    @Test
    void batchThatIsNotFull_isDueWhenItsOldestImageWaitedLongEnough() {
        add(model, Priority.NORMAL, 1000);
        add(model, Priority.INTERACTIVE, 1050);

        assertThat(waiting.untilDue(1050)).isEqualTo(50);
        assertThat(waiting.untilDue(1100)).isZero();
        assertThat(waiting.untilDue(2000)).isZero();
    }

    @Test
    void fullBatch_isDueAtOnce() {
        add(model, Priority.NORMAL, 1000);
        add(model, Priority.URGENT, 1000);
        assertThat(waiting.untilDue(1000)).isPositive();

        add(model, Priority.INTERACTIVE, 1000);

        assertThat(waiting.untilDue(1000)).isZero();
    }

    @Test
    void imagesOfSeveralModels_fillNoBatchTogether() {
        add(model, Priority.NORMAL, 1000);
        add(model, Priority.NORMAL, 1000);
        add(other, Priority.NORMAL, 1001);
        add(other, Priority.NORMAL, 1001);

        assertThat(waiting.untilDue(1000)).isPositive();
        assertThat(waiting.take()).hasSize(2).extracting(Waiting::model).containsOnly(model);
        assertThat(waiting.take()).hasSize(2).extracting(Waiting::model).containsOnly(other);
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void higherPriority_goesFirst_andIsFilledUpByAge() {
        add(model, Priority.NORMAL, 1);
        add(model, Priority.NORMAL, 2);
        add(model, Priority.URGENT, 3);
        add(model, Priority.INTERACTIVE, 4);

        assertThat(waiting.take()).extracting(Waiting::since).containsExactly(4L, 3L, 1L);
        assertThat(waiting.take()).extracting(Waiting::since).containsExactly(2L);
    }

    @Test
    void modelOfTheHighestPriority_goesFirst_howeverManyWaitForAnother() {
        for (int i = 0; i < BATCH; i++) {
            add(model, Priority.NORMAL, i);
        }
        add(other, Priority.URGENT, 50);

        assertThat(waiting.take()).extracting(Waiting::model).containsExactly(other);
        assertThat(waiting.take())
                .extracting(Waiting::model)
                .containsOnly(model)
                .hasSize(BATCH);
    }

    @Test
    void sizes_areKeptForEachPriority() {
        add(model, Priority.NORMAL, 1);
        add(other, Priority.NORMAL, 2);
        add(model, Priority.URGENT, 3);

        assertThat(waiting.size(Priority.NORMAL)).isEqualTo(2);
        waiting.take();

        assertThat(waiting.size(Priority.URGENT)).isZero();
        assertThat(waiting.size(Priority.NORMAL)).isEqualTo(1);
        assertThat(waiting.clear()).hasSize(1);
        assertThat(waiting.size(Priority.NORMAL)).isZero();
    }

    private void add(ScoringModel of, Priority priority, long since) {
        waiting.add(new Waiting(of, IMAGE, priority, since, new CompletableFuture<>()));
    }
}
