package io.cancernet.inference.scoring;

import io.cancernet.common.colour.ColourCheck;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.inference.model.ScoringModel;
import io.cancernet.inference.scoring.PatchImage.Pixels;
import io.cancernet.inference.scoring.PatchImage.Unusable;
import io.cancernet.inference.scoring.ShardRange.LocatedPatch;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Scores patches: fetches and decodes their images by threads of its own, a bounded number ahead, and hands them to the
 * network as they come.
 */
@ApplicationScoped
class Predictor {

    private static final int FETCHES_AHEAD_PER_THREAD = 2;

    /** Micro-batches that are fetched at once: more would pay less for requests, and decode less beside the network. */
    private static final int BATCHES_A_RANGE = 4;

    private final PatchImages images;
    private final MicroBatcher network;
    private final ScoringConfig config;
    private final ExecutorService fetchers;

    Predictor(PatchImages images, MicroBatcher network, ScoringConfig config) {
        this.images = images;
        this.network = network;
        this.config = config;
        AtomicInteger number = new AtomicInteger();
        this.fetchers = Executors.newFixedThreadPool(config.fetchThreads(), work -> {
            Thread thread = new Thread(work, "patch-fetcher-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** An image on its way through the network; its pixels are no longer held here. */
    private record Submitted(
            PatchWork work,
            Sha256 sha256,
            Duration fetched,
            @Nullable ColourCheck colours,
            CompletableFuture<Prediction> answer) {}

    /**
     * Scores distinct work by one model, which it no longer uses when it returns or throws.
     *
     * @throws Outage when the object store is away
     */
    void predict(ScoringModel model, List<PatchWork> works, Priority priority, Predictions into) {
        List<Submitted> answers = new ArrayList<>();
        try {
            submit(model, works, priority, answers, into);
        } finally {
            answers.forEach(
                    each -> each.answer().handle((prediction, failure) -> true).join());
        }
        answers.forEach(each -> take(each, into));
    }

    private void submit(
            ScoringModel model, List<PatchWork> works, Priority priority, List<Submitted> answers, Predictions into) {
        try (ImageFetches fetches = new ImageFetches(
                fetchers, config.fetchThreads() * FETCHES_AHEAD_PER_THREAD, fetches(model, works, into))) {
            for (PatchImage each = fetches.next(); each != null; each = fetches.next()) {
                if (each instanceof Pixels pixels) {
                    answers.add(new Submitted(
                            pixels.work(),
                            pixels.sha256(),
                            pixels.fetched(),
                            pixels.colours(),
                            network.submit(model, pixels.image(), priority)));
                } else if (each instanceof Unusable unusable) {
                    into.failed(unusable.work(), unusable.reason());
                }
            }
        }
    }

    private List<ImageFetches.Fetch> fetches(ScoringModel model, List<PatchWork> works, Predictions into) {
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
        List<ImageFetches.Fetch> fetches = new ArrayList<>();
        for (ShardRange range : ShardRange.covering(
                located, config.largestGap(), config.largestRange(), config.microBatch() * BATCHES_A_RANGE)) {
            fetches.add(found -> images.fetch(range, model, found));
        }
        for (int from = 0; from < inline.size(); from += config.microBatch()) {
            List<PatchWork> some = inline.subList(from, Math.min(inline.size(), from + config.microBatch()));
            fetches.add(found -> images.decode(some, model, found));
        }
        return fetches;
    }

    private static void take(Submitted image, Predictions into) {
        try {
            into.scored(
                    image.work(),
                    new ScoredImage(image.answer().join(), image.sha256(), image.fetched(), image.colours()));
        } catch (CompletionException e) {
            if (e.getCause() instanceof DomainException failure) {
                into.failed(image.work(), new Outcome.Failed(failure.code(), String.valueOf(failure.getMessage())));
            } else if (e.getCause() instanceof Outage outage) {
                throw outage;
            } else {
                throw e;
            }
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
