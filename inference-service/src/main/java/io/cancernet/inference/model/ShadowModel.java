package io.cancernet.inference.model;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shadow model of this replica, in memory beside {@link LoadedModels} so that it pushes none of them out. One that
 * must go while it is in use is closed when its last user is done. Thread-safe.
 */
@ApplicationScoped
public class ShadowModel {

    private @Nullable Entry entry;

    /** Takes the shadow model into use; empty when there is none. */
    public synchronized Optional<LoadedModels.Use> use() {
        if (entry == null) {
            return Optional.empty();
        }
        entry.users++;
        return Optional.of(new Claim(entry));
    }

    /** Whether there is one. */
    public synchronized boolean isServing() {
        return entry != null;
    }

    /** Takes a model over, which is closed when another or none follows. */
    public synchronized void set(@Nullable ScoringModel model) {
        Entry before = entry;
        entry = model == null ? null : new Entry(model);
        if (before != null) {
            before.gone = true;
            before.closeWhenUnused();
        }
    }

    private synchronized void release(Entry used) {
        used.users--;
        used.closeWhenUnused();
    }

    void onStop(@Observes ShutdownEvent event) {
        set(null);
    }

    private static final class Entry {

        private final ScoringModel model;
        private int users;
        private boolean gone;

        Entry(ScoringModel model) {
            this.model = model;
        }

        private void closeWhenUnused() {
            if (gone && users == 0) {
                model.close();
            }
        }
    }

    private final class Claim implements LoadedModels.Use {

        private final Entry used;
        private boolean closed;

        Claim(Entry used) {
            this.used = used;
        }

        @Override
        public ScoringModel model() {
            return used.model;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                release(used);
            }
        }
    }
}
