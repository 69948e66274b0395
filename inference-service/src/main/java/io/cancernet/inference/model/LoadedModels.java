package io.cancernet.inference.model;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.event.ModelVersion;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The models in memory, a few at most: the live one, which stays, and the ones used last. A model that must go while it
 * is in use is closed when its last user is done. Thread-safe.
 */
@ApplicationScoped
public class LoadedModels {

    private static final Logger LOG = Logger.getLogger(LoadedModels.class);

    /** Images in the passes that warm a model up: what scoring hands over at most. */
    private static final int WARM_UP_BATCH = 64;

    private final ModelCatalogue catalogue;
    private final ModelLoader loader;
    private final int capacity;

    /** Held while a model is loaded, so that no two threads load the same one. */
    private final ReentrantLock loading = new ReentrantLock();

    private final Map<ModelVersion, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable ModelVersion kept;

    LoadedModels(ModelCatalogue catalogue, ModelLoader loader, ModelConfig config) {
        this.catalogue = catalogue;
        this.loader = loader;
        this.capacity = config.loaded();
    }

    /** The right to use a model until it is closed. */
    public interface Use extends AutoCloseable {

        ScoringModel model();

        @Override
        void close();
    }

    /**
     * Takes a model into use, loading it when it is not in memory.
     *
     * @throws DomainException when there is no such model or it cannot be loaded
     */
    public Use use(ModelVersion version) {
        Use used = useIfLoaded(version);
        if (used != null) {
            return used;
        }
        loading.lock();
        try {
            Use meanwhile = useIfLoaded(version);
            return meanwhile == null ? load(version) : meanwhile;
        } finally {
            loading.unlock();
        }
    }

    /** Whether a model is in memory. */
    public synchronized boolean isLoaded(ModelVersion version) {
        return entries.containsKey(version);
    }

    /** Says which model stays in memory whatever else is used; none when absent. */
    synchronized void keep(@Nullable ModelVersion version) {
        kept = version;
        evict();
    }

    private Use load(ModelVersion version) {
        PromotedModel promoted = catalogue
                .find(version)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND, "the model %s was never promoted here".formatted(version)));
        ScoringModel model = load(loader, promoted);
        LOG.infof("loaded model %s", version);
        return add(new Entry(model));
    }

    /**
     * Loads a model, which computes fast from now on.
     *
     * @throws DomainException when it cannot be loaded or cannot compute
     * @throws Outage when the store is away, or there is no memory for it now
     */
    static ScoringModel load(ModelLoader loader, PromotedModel promoted) {
        try {
            return warm(loader.load(promoted));
        } catch (OutOfMemoryError e) {
            throw new Outage("there is no memory to load model %s now".formatted(promoted.version()), e);
        } catch (LinkageError | StackOverflowError | AssertionError e) {
            // Of this model, not of the process: whoever asked for it must hear so.
            throw new DomainException(
                    ErrorCode.MODEL_INVALID, "the model %s cannot be loaded: %s".formatted(promoted.version(), e), e);
        }
    }

    private static ScoringModel warm(ScoringModel model) {
        try {
            model.warmUp(WARM_UP_BATCH);
            return model;
        } catch (RuntimeException e) {
            model.close();
            throw new DomainException(
                    ErrorCode.MODEL_INVALID,
                    "the model %s cannot compute: %s".formatted(model.version(), e.getMessage()),
                    e);
        } catch (Error e) {
            model.close();
            throw e;
        }
    }

    private synchronized Use add(Entry entry) {
        entry.users++;
        entries.put(entry.model.version(), entry);
        evict();
        return new Claim(entry);
    }

    private synchronized @Nullable Use useIfLoaded(ModelVersion version) {
        Entry entry = entries.get(version);
        if (entry == null) {
            return null;
        }
        entry.users++;
        return new Claim(entry);
    }

    private void evict() {
        List<Entry> oldestFirst = new ArrayList<>(entries.values());
        for (Entry each : oldestFirst) {
            // The one used last is never the one to go: it was just loaded.
            boolean newest = each == oldestFirst.get(oldestFirst.size() - 1);
            if (entries.size() > capacity && !newest && !each.model.version().equals(kept)) {
                remove(each);
            }
        }
    }

    private void remove(Entry entry) {
        entries.remove(entry.model.version());
        entry.removed = true;
        closeWhenUnused(entry);
    }

    private synchronized void release(Entry entry) {
        entry.users--;
        closeWhenUnused(entry);
    }

    private static void closeWhenUnused(Entry entry) {
        if (entry.removed && entry.users == 0) {
            LOG.infof("freed model %s", entry.model.version());
            entry.model.close();
        }
    }

    synchronized void onStop(@Observes ShutdownEvent event) {
        List.copyOf(entries.values()).forEach(this::remove);
    }

    private static final class Entry {

        private final ScoringModel model;
        private int users;
        private boolean removed;

        Entry(ScoringModel model) {
            this.model = model;
        }
    }

    private final class Claim implements Use {

        private final Entry entry;
        private boolean closed;

        Claim(Entry entry) {
            this.entry = entry;
        }

        @Override
        public ScoringModel model() {
            return entry.model;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                release(entry);
            }
        }
    }
}
