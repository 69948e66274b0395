package io.cancernet.inference.model;

import io.cancernet.common.audit.HeardChanges;
import io.cancernet.common.testing.InMemoryAuditTrail;
import io.cancernet.inference.testing.FakeModel;
import io.cancernet.inference.testing.TestModels;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Fake models in memory, the first of which is live. */
public final class LiveFakes {

    private final LiveModel live = new LiveModel();
    private final LoadedModels models;
    private final InMemoryModels store = new InMemoryModels();

    /** Takes versions of {@code test-model}. */
    public LiveFakes(FakeModel... fakes) {
        models = new LoadedModels(
                store,
                promoted -> Arrays.stream(fakes)
                        .filter(each -> each.version().equals(promoted.version()))
                        .findFirst()
                        .orElseGet(() -> new FakeModel(promoted.version())),
                store);
        for (FakeModel each : fakes) {
            load(each.version().version());
        }
        promote(fakes.length == 0 ? null : fakes[0]);
    }

    /** Takes another version of the model into memory; two fit. */
    public void load(String version) {
        PromotedModel promoted =
                PromotedModel.from(TestModels.promotion(version, FakeModel.SIDE, new byte[0], new byte[0]));
        store.save(promoted);
        models.use(promoted.version()).close();
    }

    /** Makes a model live, or none. */
    public void promote(@Nullable FakeModel model) {
        live.set(model == null ? null : store.find(model.version()).orElseThrow());
    }

    public LiveModel live() {
        return live;
    }

    public LoadedModels loaded() {
        return models;
    }

    public ModelCatalogue catalogue() {
        return store;
    }

    public FollowPromotions promotions() {
        FollowPromotions promotions = new FollowPromotions(
                store,
                new HeardChanges(new InMemoryAuditTrail()),
                models,
                live,
                store,
                new ShadowModel(),
                rejected -> {},
                store,
                Clock.systemUTC());
        promotions.caughtUp();
        return promotions;
    }
}
