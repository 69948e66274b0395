package io.cancernet.inference.model;

import io.cancernet.common.error.Outage;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the promoted model live: loads the last promotion of the live slot in the background and swaps when it is
 * ready. A model that fails to load leaves the one before live. Thread-safe.
 */
@ApplicationScoped
public class FollowPromotions {

    private static final Logger LOG = Logger.getLogger(FollowPromotions.class);

    private final ModelCatalogue catalogue;
    private final LoadedModels models;
    private final LiveModel live;
    private final ModelConfig config;
    private final ExecutorService loader = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "model-loader");
        thread.setDaemon(true);
        return thread;
    });

    private boolean caughtUp;
    private boolean loading;
    private @Nullable ModelPromoted wanted;
    private @Nullable SlotStatus liveStatus;
    private @Nullable SlotStatus nextStatus;

    FollowPromotions(ModelCatalogue catalogue, LoadedModels models, LiveModel live, ModelConfig config) {
        this.catalogue = catalogue;
        this.models = models;
        this.live = live;
        this.config = config;
    }

    /** Takes promotions in their order. While catching up only the last one of the slot will be loaded. */
    public List<Outcome> handle(List<Received<ModelPromoted>> promotions) {
        for (Received<ModelPromoted> each : promotions) {
            catalogue.save(PromotedModel.from(each.event()));
            if (each.event().slot().equals(ModelPromoted.LIVE)) {
                want(each.event());
            }
        }
        return Collections.nCopies(promotions.size(), Outcome.DONE);
    }

    /** Takes the model of a slot out of service: patches wait from now on. */
    public synchronized void retire(@Nullable String slot) {
        if (ModelPromoted.LIVE.equals(slot)) {
            LOG.info("the live model was retired");
            wanted = null;
            nextStatus = null;
            liveStatus = null;
            live.set(null);
            models.keep(null);
        }
    }

    /** Says that the promotions are read from the start (again): until they are caught up with, none is loaded. */
    public synchronized void startOver() {
        loading = false;
    }

    /** Says that all promotions that were there at the start have been read. */
    public synchronized void caughtUp() {
        caughtUp = true;
        loading = true;
        if (wanted != null) {
            loader.execute(this::loadWanted);
        }
    }

    public synchronized boolean isCaughtUp() {
        return caughtUp;
    }

    /** The live model first, then one that is not live yet or failed to become so. */
    public synchronized List<SlotStatus> status() {
        return Stream.of(liveStatus, nextStatus)
                .<SlotStatus>mapMulti((each, sink) -> {
                    if (each != null) {
                        sink.accept(each);
                    }
                })
                .toList();
    }

    private synchronized void want(ModelPromoted promotion) {
        wanted = promotion;
        nextStatus = SlotStatus.of(promotion, SlotStatus.State.LOADING, null);
        if (loading) {
            loader.execute(this::loadWanted);
        }
    }

    private void loadWanted() {
        ModelPromoted promotion = wanted();
        while (promotion != null && !attempt(promotion)) {
            try {
                Thread.sleep(config.retryPause().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            promotion = wanted();
        }
    }

    private synchronized @Nullable ModelPromoted wanted() {
        return wanted;
    }

    /** Returns whether nothing is left to do for the promotion. */
    private boolean attempt(ModelPromoted promotion) {
        // In use until it is kept, so that nothing can push it out of memory in between.
        try (LoadedModels.Use use = models.use(promotion.model())) {
            swap(promotion, use.model().version());
            return true;
        } catch (RuntimeException e) {
            boolean retry = Outage.isOutage(e);
            if (retry) {
                LOG.warnf("model %s waits to be loaded: %s", promotion.model(), e.getMessage());
            } else {
                LOG.errorf(e, "model %s cannot be loaded, the one before stays live", promotion.model());
            }
            failed(promotion, retry ? SlotStatus.State.LOADING : SlotStatus.State.FAILED, e);
            return !retry;
        }
    }

    private synchronized void swap(ModelPromoted promotion, ModelVersion loaded) {
        if (!promotion.equals(wanted)) {
            return;
        }
        wanted = null;
        nextStatus = null;
        liveStatus = SlotStatus.of(promotion, SlotStatus.State.LIVE, null);
        live.set(PromotedModel.from(promotion));
        models.keep(loaded);
        LOG.infof("model %s is live", promotion.model());
    }

    private synchronized void failed(ModelPromoted promotion, SlotStatus.State state, RuntimeException e) {
        if (promotion.equals(wanted)) {
            nextStatus = SlotStatus.of(promotion, state, String.valueOf(e.getMessage()));
            if (state == SlotStatus.State.FAILED) {
                wanted = null;
            }
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        loader.shutdownNow();
    }
}
