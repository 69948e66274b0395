package io.cancernet.inference.model;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.inference.testing.FakeModel;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Catalogue and loader of fake models; one called "broken…" or "native…" cannot be loaded, the store of one called
 * "away…" is away, and for one called "large…" there is no memory.
 */
final class InMemoryModels implements ModelCatalogue, ModelLoader, ModelConfig {

    private final Map<ModelVersion, PromotedModel> known = new ConcurrentHashMap<>();
    private final List<FakeModel> loaded = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    void setAway(boolean away) {
        this.away = away;
    }

    /** Every model that was ever loaded, in order. */
    List<FakeModel> everLoaded() {
        return loaded;
    }

    @Override
    public void save(PromotedModel model) {
        known.put(model.version(), model);
    }

    @Override
    public Optional<PromotedModel> find(ModelVersion version) {
        return Optional.ofNullable(known.get(version));
    }

    @Override
    public List<String> versions(String name) {
        return known.keySet().stream()
                .filter(each -> each.name().equals(name))
                .map(ModelVersion::version)
                .sorted()
                .toList();
    }

    @Override
    public List<ModelVersion> all() {
        return known.keySet().stream()
                .sorted(Comparator.comparing(ModelVersion::toString))
                .toList();
    }

    @Override
    public ScoringModel load(PromotedModel model) {
        if (away || model.version().version().startsWith("away")) {
            throw new Outage("away", new IOException("away"));
        }
        if (model.version().version().startsWith("broken")) {
            throw new DomainException(ErrorCode.MODEL_INVALID, "broken");
        }
        if (model.version().version().startsWith("native")) {
            throw new UnsatisfiedLinkError("libfake.so is missing");
        }
        if (model.version().version().startsWith("large")) {
            throw new OutOfMemoryError("Cannot reserve direct buffer memory");
        }
        FakeModel fake = new FakeModel(model.version());
        loaded.add(fake);
        return fake;
    }

    @Override
    public int loaded() {
        return 2;
    }

    @Override
    public Duration retryPause() {
        return Duration.ofMillis(20);
    }

    @Override
    public EngineChoice engine() {
        return EngineChoice.AUTO;
    }

    @Override
    public int onnxThreads() {
        return 1;
    }
}
