package io.cancernet.inference.scoring;

import io.cancernet.inference.model.LoadedModels;
import io.cancernet.inference.model.ShadowModel;
import io.cancernet.inference.shadow.ShadowConfig;
import io.cancernet.inference.shadow.ShadowScore;
import io.cancernet.inference.shadow.ShadowScores;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Has the shadow model score what was scored, on a thread and through a network door of its own. Nothing waits for it:
 * patches that it does not keep up with are left out, and whatever fails is counted and no more. Thread-safe.
 */
@Startup // its meters are there from the start
@ApplicationScoped
class ShadowScoring {

    private static final Logger LOG = Logger.getLogger(ShadowScoring.class);
    /** What a patch weighs that waits, without an image that came along. */
    private static final int PATCH_BYTES = 1024;

    private static final String COUNTER = "cancernet.shadow.";
    private static final List<String> COUNTERS = List.of("scored", "disagreed", "failed", "dropped");

    private final ShadowModel shadow;
    private final ShadowScores scores;
    private final MicroBatcher network;
    private final Predictor predictor;
    private final int backlog;
    private final MeterRegistry meters;
    private final Clock clock;
    private final BlockingQueue<List<PatchWork>> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread = new Thread(this::work, "shadow-scoring");

    ShadowScoring(
            ShadowModel shadow,
            ShadowScores scores,
            PatchImages images,
            ScoringConfig scoring,
            ShadowConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.shadow = shadow;
        this.scores = scores;
        this.network = new MicroBatcher(scoring);
        this.predictor = new Predictor(images, network, scoring);
        this.backlog = config.backlog();
        this.meters = meters;
        // Counters that begin at a number above 0 show no increase.
        COUNTERS.forEach(each -> meters.counter(COUNTER + each));
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    /** Offers work whose scores are stored. Never waits and never fails. */
    void offer(Collection<PatchWork> scored) {
        if (scored.isEmpty() || !shadow.isServing()) {
            return;
        }
        long bytes = bytes(scored);
        if (waitingBytes.addAndGet(bytes) > backlog) {
            waitingBytes.addAndGet(-bytes);
            count("dropped", scored.size());
        } else {
            waiting.add(List.copyOf(scored));
        }
    }

    private void work() {
        try {
            while (true) {
                List<PatchWork> next = waiting.take();
                try {
                    score(next);
                } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                    LOG.warnf("%d patches are without shadow scores: %s", next.size(), e);
                    count("failed", next.size());
                } finally {
                    waitingBytes.addAndGet(-bytes(next));
                }
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    private void score(List<PatchWork> works) {
        Optional<LoadedModels.Use> used = shadow.use();
        if (used.isEmpty()) {
            return;
        }
        try (LoadedModels.Use use = used.get()) {
            Predictions predictions = new Predictions();
            predictor.predict(use.model(), works, Priority.NORMAL, predictions);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            List<ShadowScore> found = predictions.scored().entrySet().stream()
                    .map(each -> score(each.getKey(), each.getValue().prediction(), use, now))
                    .toList();
            ShadowScores.Added added = scores.store(found);
            count("scored", added.scores());
            count("disagreed", added.disagreed());
            count("failed", predictions.failures().size());
        }
    }

    private static ShadowScore score(PatchWork work, Prediction prediction, LoadedModels.Use use, Instant now) {
        return new ShadowScore(
                work.scoreId(),
                use.model().version(),
                prediction.probability(),
                prediction.threshold(),
                prediction.positive(),
                now);
    }

    private void count(String what, int patches) {
        if (patches > 0) {
            meters.counter(COUNTER + what).increment(patches);
        }
    }

    private static long bytes(Collection<PatchWork> works) {
        return works.stream()
                .mapToLong(each -> PATCH_BYTES
                        + (each.inlineImage() == null ? 0 : each.inlineImage().length()))
                .sum();
    }

    void onStop(@Observes ShutdownEvent event) {
        thread.interrupt();
        network.close();
        predictor.onStop(event);
    }
}
