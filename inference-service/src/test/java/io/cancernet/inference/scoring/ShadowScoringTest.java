package io.cancernet.inference.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.inference.model.ShadowModel;
import io.cancernet.inference.shadow.Disagreement;
import io.cancernet.inference.shadow.ShadowScore;
import io.cancernet.inference.shadow.ShadowScores;
import io.cancernet.inference.testing.FakeModel;
import io.cancernet.inference.testing.TestScoringConfig;
import io.cancernet.inference.testing.TestSlide;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShadowScoringTest {

    private static final ModelVersion SHADOW = new ModelVersion("model", "shadow");
    private static final int BACKLOG = 20 * 1024;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Kept kept = new Kept();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeModel model = new FakeModel(SHADOW);
    private final ShadowModel slot = new ShadowModel();
    private final ShadowScoring shadow = new ShadowScoring(
            slot, kept, new PatchImages(store), TestScoringConfig.SMALL, () -> BACKLOG, meters, Clock.systemUTC());

    @AfterEach
    void stop() {
        model.letGo();
        shadow.onStop(new ShutdownEvent());
    }

    @Test
    void whatWasScored_isScoredByTheShadowToo() {
        slot.set(model);

        shadow.offer(works("both", 10));

        await().until(() -> kept.scores.size() == 10);
        assertThat(kept.scores).allSatisfy(score -> {
            assertThat(score.model()).isEqualTo(SHADOW);
            assertThat(score.positive()).isEqualTo(score.probability() >= FakeModel.THRESHOLD);
        });
        assertThat(kept.scores)
                .extracting(ShadowScore::scoreId)
                .containsExactlyInAnyOrderElementsOf(
                        works("both", 10).stream().map(PatchWork::scoreId).toList());
        await().until(() -> count("scored") == 10);
    }

    @Test
    void slowShadow_holdsNobodyUp_andWhatItDoesNotKeepUpWithIsCounted() {
        slot.set(model);
        model.holdBack();

        shadow.offer(works("first", 12));
        await().until(model::isComputing);
        shadow.offer(works("second", 12));
        shadow.offer(works("third", 8));

        assertThat(count("dropped")).isEqualTo(12);
        model.letGo();
        await().until(() -> kept.scores.size() == 20);
        shadow.offer(works("fourth", 20));
        await().until(() -> kept.scores.size() == 40);
        assertThat(count("dropped")).isEqualTo(12);
    }

    @Test
    void shadowThatFails_isCountedAndGoesOn() {
        slot.set(model);
        model.stumbleOver(TestSlide.pixels("stumbles".hashCode()));

        shadow.offer(works("stumbles", 3));
        await().until(() -> count("failed") == 1 && kept.scores.size() == 2);

        kept.away = true;
        shadow.offer(works("away", 4));
        await().until(() -> count("failed") == 5);
        kept.away = false;
        shadow.offer(works("back", 5));
        await().until(() -> kept.scores.size() == 7);
    }

    @Test
    void withoutAShadow_nothingIsKeptWaiting() {
        shadow.offer(works("none", 5));
        slot.set(model);
        shadow.offer(works("one", 5));
        await().until(() -> kept.scores.size() == 5);

        slot.set(null);
        assertThat(model.closed()).isTrue();
        shadow.offer(works("gone", 5));
        slot.set(new FakeModel(SHADOW));
        shadow.offer(works("another", 5));

        await().until(() -> kept.scores.size() == 10);
    }

    @Test
    void modelThatIsReplacedWhileItComputes_isClosedAfterwards() {
        slot.set(model);
        model.holdBack();
        shadow.offer(works("slow", 4));
        await().until(model::isComputing);

        slot.set(new FakeModel(SHADOW));
        assertThat(model.closed()).isFalse();
        model.letGo();

        await().until(model::closed);
        assertThat(kept.scores).hasSize(4);
    }

    private double count(String what) {
        return meters.counter("cancernet.shadow." + what).count();
    }

    private List<PatchWork> works(String name, int count) {
        TestSlide slide = TestSlide.stored(store, name, count, count);
        return IntStream.range(0, count)
                .mapToObj(i -> PatchWork.of(slide.queued(i, null), Works.MODEL))
                .toList();
    }

    /** Shadow scores in memory. */
    private static final class Kept implements ShadowScores {

        private final List<ShadowScore> scores = new CopyOnWriteArrayList<>();
        private volatile boolean away;

        @Override
        public Added store(List<ShadowScore> more) {
            if (away) {
                throw new IllegalStateException("away");
            }
            scores.addAll(more);
            return new Added(more.size(), 0);
        }

        @Override
        public List<Disagreement> disagreements(@Nullable ModelVersion of) {
            return List.of();
        }
    }
}
