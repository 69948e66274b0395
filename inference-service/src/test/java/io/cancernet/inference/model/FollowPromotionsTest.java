package io.cancernet.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.HeardChanges;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.Outage;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelRejected;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.kafka.Origin;
import io.cancernet.common.kafka.Received;
import io.cancernet.common.testing.InMemoryAuditTrail;
import io.cancernet.inference.testing.FakeModel;
import io.cancernet.inference.testing.TestModels;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowPromotionsTest {

    private static final Origin ORIGIN = new Origin("/training-service", "promoted", 0, 3, Instant.EPOCH);

    private final InMemoryAuditTrail audit = new InMemoryAuditTrail();
    private final InMemoryModels store = new InMemoryModels();
    private final LoadedModels models = new LoadedModels(store, store, store);
    private final LiveModel live = new LiveModel();
    private final ShadowModel shadow = new ShadowModel();
    private final FollowPromotions promotions = new FollowPromotions(
            store, new HeardChanges(audit), models, live, store, shadow, this::tell, store, Clock.systemUTC());
    private final List<ModelRejected> told = new CopyOnWriteArrayList<>();
    private volatile boolean deaf;

    @AfterEach
    void stop() {
        promotions.onStop(new ShutdownEvent());
    }

    @Test
    void whileCatchingUp_onlyTheLastPromotionIsLoaded() {
        promote("1");
        promote("2");
        assertThat(store.everLoaded()).isEmpty();
        assertThat(promotions.isCaughtUp()).isFalse();

        promotions.caughtUp();

        awaitLive("2");
        assertThat(store.everLoaded()).extracting(FakeModel::version).containsExactly(version("2"));
    }

    @Test
    void promotionsReadAgain_neverMakeAnOldModelLive() {
        promote("1");
        promote("2");
        promotions.caughtUp();
        awaitLive("2");

        promotions.startOver();
        promote("1");
        assertThat(promotions.isCaughtUp()).isTrue();
        promote("2");
        promotions.caughtUp();

        awaitLive("2");
        assertThat(store.everLoaded()).extracting(FakeModel::version).doesNotContain(version("1"));
    }

    @Test
    void promotionAndRetirement_areOnRecordOnce_inTheNameOfWhoAskedForThem() {
        promote("1");
        promotions.startOver();
        promote("1");
        promotions.retire(ModelPromoted.LIVE, ORIGIN);

        ModelPromoted told = promotion("1");
        assertThat(audit.entries())
                .extracting(AuditEntry::who, AuditEntry::action, AuditEntry::subject, AuditEntry::reason)
                .containsExactly(
                        tuple(told.promotedBy(), "model-promoted", told.model().toString(), told.reason()),
                        tuple("/training-service", "slot-emptied", ModelPromoted.LIVE, ""));
        assertThat(audit.entries())
                .extracting(AuditEntry::address)
                .containsOnly("kafka:promoted-0@3 1970-01-01T00:00:00Z");
    }

    @Test
    void laterPromotion_takesThePlaceOfTheOneBefore() {
        promotions.caughtUp();
        promote("1");
        awaitLive("1");
        promote("2");
        awaitLive("2");

        assertThat(promotions.status()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(SlotStatus.State.LIVE);
            assertThat(status.model()).isEqualTo(version("2"));
        });
    }

    @Test
    void brokenModel_leavesTheOneBeforeLive_andSaysWhy() {
        promotions.caughtUp();
        promote("1");
        awaitLive("1");

        promote("broken");

        await().until(() -> promotions.status().stream().anyMatch(each -> each.state() == SlotStatus.State.FAILED));
        assertThat(promotions.status())
                .extracting(SlotStatus::state)
                .containsExactly(SlotStatus.State.LIVE, SlotStatus.State.FAILED);
        assertThat(promotions.status().get(1).error()).isEqualTo("broken");
        await().until(() -> !told.isEmpty());
        assertThat(told).singleElement().satisfies(rejected -> {
            assertThat(rejected.model()).isEqualTo(version("broken"));
            assertThat(rejected.serving()).isEqualTo(version("1"));
            assertThat(rejected.code()).isEqualTo("model-invalid");
            assertThat(rejected.reason()).isEqualTo("broken");
        });
        awaitLive("1");
        promote("2");
        awaitLive("2");
        assertThat(promotions.status()).hasSize(1);
    }

    @Test
    void modelThatFailsWithAnError_isToldToo_andOneForWhichThereIsNoMemoryWaits() {
        promotions.caughtUp();
        promote("1");
        awaitLive("1");

        promote("native");
        await().until(() -> !told.isEmpty());
        assertThat(told.get(0).code()).isEqualTo("model-invalid");
        assertThat(told.get(0).reason()).contains("libfake.so is missing");
        promote("large");
        await().until(() -> promotions.status().stream()
                .anyMatch(each -> String.valueOf(each.error()).contains("no memory")));
        assertThat(promotions.status())
                .extracting(SlotStatus::state)
                .containsExactly(SlotStatus.State.LIVE, SlotStatus.State.LOADING);
        promote("2");
        awaitLive("2");
    }

    @Test
    void rejectionThatNobodyTakes_isToldLater_andHoldsNoPromotionUp() {
        deaf = true;
        promotions.caughtUp();
        promote("broken");
        await().until(() -> promotions.status().get(0).state() == SlotStatus.State.FAILED);
        deaf = false;
        await().until(() -> told.size() == 1);
        assertThat(told.get(0).serving()).isNull();

        deaf = true;
        promote("broken-too");
        await().until(() -> promotions.status().get(0).state() == SlotStatus.State.FAILED);
        promote("1");
        awaitLive("1");
    }

    private void tell(ModelRejected rejected) {
        if (deaf) {
            throw new Outage("no broker");
        }
        told.add(rejected);
    }

    @Test
    void storeAway_loadingGoesOnUntilItIsBack() {
        store.setAway(true);
        promotions.caughtUp();
        promote("1");
        await().until(() -> promotions.status().get(0).error() != null);
        assertThat(promotions.status()).extracting(SlotStatus::state).containsExactly(SlotStatus.State.LOADING);

        store.setAway(false);

        awaitLive("1");
    }

    @Test
    void tombstone_retiresTheModel_andPatchesWait() {
        promotions.caughtUp();
        promote("1");
        awaitLive("1");

        promotions.retire(ModelPromoted.SHADOW, ORIGIN);
        assertThat(live.get()).isPresent();
        promotions.retire(ModelPromoted.LIVE, ORIGIN);

        assertThat(live.get()).isEmpty();
        assertThat(promotions.status()).isEmpty();
        assertThatExceptionOfType(Outage.class).isThrownBy(() -> live.await(Duration.ofMillis(1)));
    }

    @Test
    void shadowModel_isLoadedApart_andItsTroubleLeavesTheLiveOneAlone() {
        promotions.caughtUp();
        promote("1");
        awaitLive("1");

        promoteShadow("2");
        await().until(shadow::isServing);
        assertThat(promotions.status())
                .extracting(SlotStatus::slot, SlotStatus::state)
                .containsExactly(
                        tuple(ModelPromoted.LIVE, SlotStatus.State.LIVE),
                        tuple(ModelPromoted.SHADOW, SlotStatus.State.SHADOW));
        promoteShadow("broken");
        await().until(() -> promotions.status().stream().anyMatch(each -> each.state() == SlotStatus.State.FAILED));
        assertThat(shadow.use().orElseThrow().model().version()).isEqualTo(version("2"));
        awaitLive("1");

        promotions.retire(ModelPromoted.SHADOW, ORIGIN);
        assertThat(shadow.isServing()).isFalse();
        awaitLive("1");
    }

    @Test
    void shadowModelThatWaitsForItsStore_keepsNoLiveModelWaiting() {
        promotions.caughtUp();
        promoteShadow("away");
        await().until(() -> promotions.status().stream().anyMatch(each -> each.error() != null));

        promote("1");

        awaitLive("1");
        assertThat(shadow.isServing()).isFalse();
    }

    @Test
    void modelInUse_isClosedOnlyWhenItsLastUserIsDone() {
        List.of("1", "2", "3").forEach(each -> store.save(promoted(each)));
        LoadedModels.Use first = models.use(version("1"));
        try (LoadedModels.Use second = models.use(version("2"));
                LoadedModels.Use third = models.use(version("3"))) {
            assertThat(second.model()).isNotSameAs(third.model());
            assertThat(store.everLoaded().get(0).closed()).isFalse();
            first.close();
            first.close();
            assertThat(store.everLoaded().get(0).closed()).isTrue();
        }
        assertThat(store.everLoaded()).extracting(FakeModel::closed).containsExactly(true, false, false);
    }

    @Test
    void keptModel_staysWhateverElseIsUsed() {
        List.of("live", "2", "3", "4").forEach(each -> store.save(promoted(each)));
        models.use(version("live")).close();
        models.keep(version("live"));

        List.of("2", "3", "4").forEach(each -> models.use(version(each)).close());

        assertThat(store.everLoaded()).extracting(FakeModel::closed).containsExactly(false, true, true, false);
    }

    @Test
    void usedModel_isLoadedOnce() {
        store.save(promoted("1"));
        models.use(version("1")).close();
        models.use(version("1")).close();

        assertThat(store.everLoaded()).hasSize(1);
        assertThatExceptionOfType(DomainException.class).isThrownBy(() -> models.use(version("unknown")));
    }

    private void promote(String version) {
        promotions.handle(List.of(new Received<>(promotion(version), Instant.now(), ORIGIN)));
    }

    private void promoteShadow(String version) {
        ModelPromoted live = promotion(version);
        ModelPromoted promotion = new ModelPromoted(
                ModelPromoted.SHADOW,
                live.model(),
                live.weights(),
                live.spec(),
                live.calibration(),
                live.threshold(),
                live.input(),
                live.promotedBy(),
                live.reason(),
                live.promotedAt());
        promotions.handle(List.of(new Received<>(promotion, Instant.now(), ORIGIN)));
    }

    private void awaitLive(String version) {
        await().until(() ->
                live.get().map(each -> each.version().equals(version(version))).orElse(false));
    }

    private static PromotedModel promoted(String version) {
        return PromotedModel.from(promotion(version));
    }

    private static ModelPromoted promotion(String version) {
        return TestModels.promotion(version, 16, new byte[0], new byte[0]);
    }

    private static ModelVersion version(String version) {
        return promotion(version).model();
    }
}
