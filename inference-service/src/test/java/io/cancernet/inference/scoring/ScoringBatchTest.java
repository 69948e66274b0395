package io.cancernet.inference.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.colour.ColourCheck;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.event.PatchScored;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.kafka.Origin;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoringBatchTest {

    private static final Origin ORIGIN = new Origin("/test", "topic", 0, 1, Instant.EPOCH);
    private static final Instant QUEUED = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant NOW = QUEUED.plusMillis(250);
    private static final Sha256 HASH = Sha256.of(new byte[] {1});
    private static final Outcome.Failed BROKEN = new Outcome.Failed(ErrorCode.HASH_MISMATCH, "broken");

    private final ScoringBatch batch = new ScoringBatch(QUEUED.plusMillis(40));
    private final Predictions predictions = new Predictions();

    @Test
    void scoredPatch_isDone_countedAndAnnounced() {
        PatchQueued patch = add(Works.queued("a", "request", Works.location("s", 0, 1)));
        score(patch, 0.75);

        batch.predicted(predictions, NOW);

        assertThat(batch.outcomes()).containsExactly(Outcome.DONE);
        assertThat(batch.fresh()).singleElement().satisfies(score -> {
            assertThat(score.positive()).isTrue();
            assertThat(score.latencyMillis()).isEqualTo(250);
            assertThat(score.inputSha256()).isEqualTo(HASH);
            assertThat(score.timings()).isEqualTo(new PatchScored.Timings(40, 7, 20));
        });
        assertThat(batch.requested()).singleElement().satisfies(each -> {
            assertThat(each.scoreId()).isEqualTo(batch.fresh().get(0).scoreId());
            assertThat(each.error()).isNull();
        });
        assertThat(batch.events()).singleElement().satisfies(event -> {
            assertThat(event.requestId()).isEqualTo(patch.requestId());
            assertThat(event.x()).isEqualTo(1);
            assertThat(event.probability()).isEqualTo(0.75);
        });
    }

    @Test
    void brokenPatch_failsAlone_andIsCounted() {
        PatchQueued good = add(Works.queued("a", "request", Works.location("s", 0, 1)));
        PatchQueued broken = add(Works.queued("b", "request", Works.location("s", 1, 1)));
        score(good, 0.2);
        fail(broken);

        batch.predicted(predictions, NOW);

        assertThat(batch.outcomes()).containsExactly(Outcome.DONE, BROKEN);
        assertThat(batch.requested()).extracting(RequestedPatch::error).containsExactly(null, ErrorCode.HASH_MISMATCH);
        assertThat(batch.events()).extracting(PatchScored::patchId).containsExactly(good.patchId());
    }

    @Test
    void storedScore_isNotComputedAgain_butAnnouncedAsItIsStored() {
        PatchQueued patch = add(Works.queued("a", "request", Works.location("s", 0, 1)));
        PatchWork work = PatchWork.of(patch, Works.MODEL);
        Score stored = new Score(
                work.scoreId(), patch.patchId(), null, Works.MODEL, 0.9, 0.5, true, QUEUED, 7, HASH, null, null);

        batch.kept(Map.of(stored.scoreId(), stored));
        assertThat(batch.missing()).isEmpty();
        batch.predicted(predictions, NOW);

        assertThat(batch.fresh()).isEmpty();
        assertThat(batch.outcomes()).containsExactly(Outcome.DONE);
        assertThat(batch.requested()).extracting(RequestedPatch::scoreId).containsExactly(stored.scoreId());
        assertThat(batch.events()).containsExactly(stored.toEvent(patch));
    }

    @Test
    void samePatchTwice_isComputedAndCountedOnce() {
        PatchQueued patch = add(Works.queued("a", "request", Works.location("s", 0, 1)));
        add(patch);
        score(patch, 0.6);

        assertThat(batch.missing().get(Works.MODEL)).hasSize(1);
        batch.predicted(predictions, NOW);

        assertThat(batch.fresh()).hasSize(1);
        assertThat(batch.requested()).hasSize(1);
        assertThat(batch.outcomes()).containsExactly(Outcome.DONE, Outcome.DONE);
    }

    @Test
    void samePatchOfTwoRequests_isComputedOnce_andCountedForEach() {
        PatchQueued first = add(Works.queued("a", "one", Works.location("s", 0, 1)));
        add(Works.queued("a", "two", Works.location("s", 0, 1)));
        score(first, 0.6);

        assertThat(batch.missing().get(Works.MODEL)).hasSize(1);
        batch.predicted(predictions, NOW);

        assertThat(batch.requested())
                .extracting(each -> each.requestId().value())
                .containsExactly("one", "two");
        assertThat(batch.events()).extracting(PatchScored::eventId).doesNotHaveDuplicates();
    }

    @Test
    void patchWithABrokenAndAGoodImage_isScored_andOnlyTheBrokenRecordFails() {
        PatchQueued broken = add(Works.queued("a", "request", Works.location("s", 9, 1)));
        PatchQueued good = add(Works.queued("a", "request", Works.location("s", 0, 1)));
        fail(broken);
        score(good, 0.6);

        batch.predicted(predictions, NOW);

        assertThat(batch.outcomes()).containsExactly(BROKEN, Outcome.DONE);
        assertThat(batch.requested())
                .singleElement()
                .extracting(RequestedPatch::error)
                .isNull();
        assertThat(batch.events()).hasSize(1);
    }

    @Test
    void unknownRequest_fails_andNothingIsComputed() {
        batch.add(
                new Received<>(Works.queued("a", "unknown", Works.location("s", 0, 1)), QUEUED, ORIGIN),
                Optional.empty());

        batch.predicted(predictions, NOW);

        assertThat(batch.missing()).isEmpty();
        assertThat(batch.requested()).isEmpty();
        assertThat(batch.outcomes()).singleElement().isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(
                        failed.code())
                .isEqualTo(ErrorCode.NOT_FOUND));
    }

    private PatchQueued add(PatchQueued patch) {
        batch.add(new Received<>(patch, QUEUED, ORIGIN), Optional.of(Works.MODEL));
        return patch;
    }

    private void score(PatchQueued patch, double probability) {
        predictions.scored(
                PatchWork.of(patch, Works.MODEL),
                new ScoredImage(
                        new Prediction(probability, 0.5, Duration.ZERO, Duration.ofMillis(20)),
                        HASH,
                        Duration.ofMillis(7),
                        new ColourCheck(9.5, true)));
    }

    private void fail(PatchQueued patch) {
        predictions.failed(PatchWork.of(patch, Works.MODEL), BROKEN);
    }
}
