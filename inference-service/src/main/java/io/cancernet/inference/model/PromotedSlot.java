package io.cancernet.inference.model;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelRejected;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A slot on this replica: the last model promoted to it is loaded on a thread of its own, and takes the slot when it is
 * ready; one that fails to load leaves the one before there, and that is told. Thread-safe.
 */
final class PromotedSlot {

    private static final Logger LOG = Logger.getLogger(PromotedSlot.class);

    private final Serving serving;
    private final SlotStatus.State served;
    private final Duration retryPause;
    private final RejectedModels rejections;
    private final Clock clock;
    private final ExecutorService loader;

    private boolean loading;
    private @Nullable ModelPromoted wanted;
    private @Nullable SlotStatus now;
    private @Nullable SlotStatus next;

    /** @param served what a model that has the slot is called */
    PromotedSlot(
            Serving serving, SlotStatus.State served, Duration retryPause, RejectedModels rejections, Clock clock) {
        this.serving = serving;
        this.served = served;
        this.retryPause = retryPause;
        this.rejections = rejections;
        this.clock = clock;
        this.loader = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "model-loader-" + served.slug());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What a slot does with its models. */
    interface Serving {

        /** Brings a model into memory. @throws Outage when that is worth another try */
        Loaded load(ModelPromoted promotion);

        /** Has no model serve any more. */
        void empty();
    }

    /** A model in memory that takes the slot, or is let go of. */
    interface Loaded extends AutoCloseable {

        /** Has it serve, in place of the one before. */
        void serve();

        @Override
        void close();
    }

    /** Asks for a model, in place of any that was asked for before. */
    synchronized void want(ModelPromoted promotion) {
        wanted = promotion;
        next = SlotStatus.of(promotion, SlotStatus.State.LOADING, null);
        if (loading) {
            loader.execute(this::loadWanted);
        }
    }

    /** Takes the model out of service. */
    synchronized void retire() {
        LOG.infof("the %s model was retired", served.slug());
        wanted = null;
        next = null;
        now = null;
        serving.empty();
    }

    /** Loads nothing until {@link #go}. */
    synchronized void rest() {
        loading = false;
    }

    synchronized void go() {
        loading = true;
        if (wanted != null) {
            loader.execute(this::loadWanted);
        }
    }

    /** The model that serves, then one that does not yet or failed to. */
    synchronized List<SlotStatus> status() {
        return Stream.of(now, next)
                .<SlotStatus>mapMulti((each, sink) -> {
                    if (each != null) {
                        sink.accept(each);
                    }
                })
                .toList();
    }

    private void loadWanted() {
        ModelPromoted promotion = wanted();
        while (promotion != null && !attempt(promotion) && paused()) {
            promotion = wanted();
        }
    }

    private synchronized @Nullable ModelPromoted wanted() {
        return wanted;
    }

    /** Returns whether nothing is left to do for the promotion. */
    private boolean attempt(ModelPromoted promotion) {
        try (Loaded loaded = serving.load(promotion)) {
            swap(promotion, loaded);
            return true;
        } catch (RuntimeException e) {
            boolean retry = Outage.isOutage(e);
            if (retry) {
                LOG.warnf("model %s waits to be loaded: %s", promotion.model(), e.getMessage());
            } else {
                LOG.errorf(e, "model %s cannot be loaded, the one before stays %s", promotion.model(), served.slug());
            }
            failed(promotion, retry ? SlotStatus.State.LOADING : SlotStatus.State.FAILED, e);
            if (!retry) {
                tell(rejected(promotion, e));
            }
            return !retry;
        }
    }

    private synchronized ModelRejected rejected(ModelPromoted promotion, RuntimeException e) {
        ErrorCode code = e instanceof DomainException refusal ? refusal.code() : ErrorCode.INTERNAL_ERROR;
        return new ModelRejected(
                promotion.slot(),
                promotion.model(),
                now == null ? null : now.model(),
                code.slug(),
                String.valueOf(e.getMessage()),
                promotion.promotedAt(),
                clock.instant());
    }

    /** Until it is told; a promotion that comes meanwhile goes first, and then it is told no more. */
    private void tell(ModelRejected rejected) {
        while (true) {
            try {
                rejections.announce(rejected);
                return;
            } catch (RuntimeException e) {
                LOG.warnf("that model %s cannot be loaded is not told: %s", rejected.model(), e.getMessage());
                if (!Outage.isOutage(e) || wanted() != null || !paused()) {
                    return;
                }
            }
        }
    }

    /** Returns whether the pause was not cut short. */
    private boolean paused() {
        try {
            Thread.sleep(retryPause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized void swap(ModelPromoted promotion, Loaded loaded) {
        if (!promotion.equals(wanted)) {
            return;
        }
        wanted = null;
        next = null;
        now = SlotStatus.of(promotion, served, null);
        loaded.serve();
        LOG.infof("model %s is %s", promotion.model(), served.slug());
    }

    private synchronized void failed(ModelPromoted promotion, SlotStatus.State state, RuntimeException e) {
        if (promotion.equals(wanted)) {
            next = SlotStatus.of(promotion, state, String.valueOf(e.getMessage()));
            if (state == SlotStatus.State.FAILED) {
                wanted = null;
            }
        }
    }

    void stop() {
        loader.shutdownNow();
    }
}
