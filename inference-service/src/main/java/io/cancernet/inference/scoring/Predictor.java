package io.cancernet.inference.scoring;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.inference.model.ScoringModel;
import io.cancernet.inference.scoring.PatchImage.Pixels;
import io.cancernet.inference.scoring.PatchImage.Unusable;
import io.cancernet.inference.scoring.ShardRange.LocatedPatch;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Scores images by micro-batches: while the network computes one, the next ones are fetched and decoded by threads of
 * their own, a bounded number ahead.
 */
@ApplicationScoped
class Predictor {

    private static final Logger LOG = Logger.getLogger(Predictor.class);
    private static final int FETCHES_AHEAD_PER_THREAD = 2;

    private final PatchImages images;
    private final ScoringConfig config;
    private final ExecutorService fetchers;

    Predictor(PatchImages images, ScoringConfig config) {
        this.images = images;
        this.config = config;
        AtomicInteger number = new AtomicInteger();
        this.fetchers = Executors.newFixedThreadPool(config.fetchThreads(), work -> {
            Thread thread = new Thread(work, "patch-fetcher-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Scores distinct work by one model. @throws Outage when the object store is away */
    void predict(ScoringModel model, List<PatchWork> works, Predictions into) {
        Iterator<Callable<List<PatchImage>>> fetches =
                fetches(model, works, into).iterator();
        Queue<Future<List<PatchImage>>> ahead = new ArrayDeque<>();
        List<Pixels> ready = new ArrayList<>();
        try {
            while (fetches.hasNext() || !ahead.isEmpty()) {
                while (fetches.hasNext() && ahead.size() < config.fetchThreads() * FETCHES_AHEAD_PER_THREAD) {
                    ahead.add(fetchers.submit(fetches.next()));
                }
                for (PatchImage each : join(ahead.remove())) {
                    if (each instanceof Pixels pixels) {
                        ready.add(pixels);
                    } else if (each instanceof Unusable unusable) {
                        into.failed(unusable.work(), unusable.reason());
                    }
                }
                while (ready.size() >= config.microBatch()) {
                    List<Pixels> batch = ready.subList(0, config.microBatch());
                    compute(model, batch, into);
                    batch.clear();
                }
            }
            compute(model, ready, into);
        } finally {
            ahead.forEach(each -> each.cancel(true));
        }
    }

    private List<Callable<List<PatchImage>>> fetches(ScoringModel model, List<PatchWork> works, Predictions into) {
        List<LocatedPatch> located = new ArrayList<>();
        List<PatchWork> inline = new ArrayList<>();
        for (PatchWork work : works) {
            PatchLocation at = work.image();
            if (at == null) {
                inline.add(work);
            } else if (at.length() > config.largestImage()) {
                into.failed(work, tooLarge(at));
            } else {
                located.add(new LocatedPatch(work, at));
            }
        }
        List<Callable<List<PatchImage>>> fetches = new ArrayList<>();
        for (ShardRange range :
                ShardRange.covering(located, config.largestGap(), config.largestRange(), config.microBatch())) {
            fetches.add(() -> images.fetch(range, model::fit));
        }
        for (int from = 0; from < inline.size(); from += config.microBatch()) {
            List<PatchWork> some = inline.subList(from, Math.min(inline.size(), from + config.microBatch()));
            fetches.add(() -> images.decode(some, model::fit));
        }
        return fetches;
    }

    private static void compute(ScoringModel model, List<Pixels> batch, Predictions into) {
        if (batch.isEmpty()) {
            return;
        }
        List<RgbImage> pixels = batch.stream().map(Pixels::image).toList();
        try {
            float[] probabilities = model.probabilities(pixels);
            for (int i = 0; i < probabilities.length; i++) {
                PatchWork work = batch.get(i).work();
                if (Float.isFinite(probabilities[i])) {
                    into.scored(work, new Predictions.Prediction(probabilities[i], model.threshold()));
                } else {
                    into.failed(work, new Outcome.Failed(ErrorCode.INTERNAL_ERROR, "the model's answer is no number"));
                }
            }
        } catch (RuntimeException e) {
            if (batch.size() > 1) {
                // Finds the image that the network stumbles over, so that its neighbours get through.
                batch.forEach(each -> compute(model, List.of(each), into));
            } else {
                PatchWork work = batch.get(0).work();
                LOG.errorf(e, "the model failed on patch %s", work.patchId());
                into.failed(work, new Outcome.Failed(ErrorCode.INTERNAL_ERROR, "the model failed: " + e));
            }
        }
    }

    private static <T> T join(Future<T> fetch) {
        try {
            return fetch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Outage("stopped while fetching images", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("fetching images failed", e.getCause());
        }
    }

    private Outcome.Failed tooLarge(PatchLocation at) {
        return new Outcome.Failed(
                ErrorCode.UNDECODABLE_IMAGE,
                "an image file has at most %d bytes, this one %d".formatted(config.largestImage(), at.length()));
    }

    void onStop(@Observes ShutdownEvent event) {
        fetchers.shutdownNow();
    }
}
