package io.cancernet.inference.scoring;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.event.PatchScored;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.cancernet.inference.erasure.SlideTraces;
import io.cancernet.inference.model.LiveModel;
import io.cancernet.inference.model.LoadedModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Scores a batch of queued patches: picks the model of each, leaves out what is scored already, predicts the rest,
 * stores all in one transaction and announces it. A repeat announces the stored scores again and changes nothing. Patches
 * of a slide that was deleted are dropped.
 */
@ApplicationScoped
public class ScorePatches {

    private static final Logger LOG = Logger.getLogger(ScorePatches.class);

    private final ScoreRepository scores;
    private final SlideTraces traces;
    private final LiveModel live;
    private final LoadedModels models;
    private final Predictor predictor;
    private final ScoreAnnouncer announcer;
    private final ShadowScoring shadow;
    private final ScoringMeters meters;
    private final ScoringConfig config;
    private final Clock clock;

    ScorePatches(
            ScoreRepository scores,
            SlideTraces traces,
            LiveModel live,
            LoadedModels models,
            Predictor predictor,
            ScoreAnnouncer announcer,
            ShadowScoring shadow,
            ScoringMeters meters,
            ScoringConfig config,
            Clock clock) {
        this.scores = scores;
        this.traces = traces;
        this.live = live;
        this.models = models;
        this.predictor = predictor;
        this.announcer = announcer;
        this.shadow = shadow;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Scores a batch.
     *
     * @throws io.cancernet.common.error.Outage when no model is live or a store is away: the batch waits
     */
    public List<Outcome> handle(List<Received<PatchQueued>> received, Priority priority) {
        Predicate<Received<PatchQueued>> skipped = skipped(received);
        Iterator<Outcome> scored = score(
                        received.stream().filter(Predicate.not(skipped)).toList(), priority)
                .iterator();
        return received.stream()
                .map(each -> skipped.test(each) ? Outcome.DONE : scored.next())
                .toList();
    }

    private List<Outcome> score(List<Received<PatchQueued>> received, Priority priority) {
        if (received.isEmpty()) {
            return List.of();
        }
        ScoringMeters.Batch meter = meters.start(priority);
        ScoringBatch batch = assigned(received);
        batch.kept(scores.find(batch.scoreIds()));
        Predictions predictions = new Predictions();
        batch.missing().forEach((model, works) -> predict(model, works, priority, predictions));
        batch.predicted(predictions, clock.instant());
        batch.kept(scores.store(batch.fresh(), batch.requested()));
        announcer.announce(unlessGone(received, batch.events()));
        shadow.offer(batch.freshWork());
        List<Outcome> outcomes = batch.outcomes();
        meter.end(batch.fresh(), outcomes);
        return outcomes;
    }

    /** A slide may have been deleted while its patches were scored: then what was stored is forgotten again. */
    private List<PatchScored> unlessGone(List<Received<PatchQueued>> received, List<PatchScored> events) {
        Set<SlideId> gone = gone(received);
        if (gone.isEmpty()) {
            return events;
        }
        traces.forget(gone, clock.instant());
        return events.stream()
                .filter(each -> each.slideId() == null || !gone.contains(each.slideId()))
                .toList();
    }

    private Set<SlideId> gone(List<Received<PatchQueued>> received) {
        Set<SlideId> slides = received.stream()
                .map(each -> each.event().slideId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return slides.isEmpty() ? Set.of() : traces.gone(slides);
    }

    /** Patches that nobody wants any more: their slide was deleted, or their request cancelled. */
    private Predicate<Received<PatchQueued>> skipped(List<Received<PatchQueued>> received) {
        Set<SlideId> gone = gone(received);
        Set<RequestId> requests = requests(received);
        Set<RequestId> cancelled = requests.isEmpty() ? Set.of() : scores.cancelled(requests);
        return each -> {
            RequestId request = each.event().requestId();
            return isOf(gone, each) || (request != null && cancelled.contains(request));
        };
    }

    private static Set<RequestId> requests(List<Received<PatchQueued>> received) {
        return received.stream()
                .map(each -> each.event().requestId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static boolean isOf(Set<SlideId> slides, Received<PatchQueued> received) {
        SlideId slide = received.event().slideId();
        return slide != null && slides.contains(slide);
    }

    private ScoringBatch assigned(List<Received<PatchQueued>> received) {
        Set<RequestId> requests = requests(received);
        Map<RequestId, ModelVersion> pinned = requests.isEmpty() ? Map.of() : scores.pinnedModels(requests);
        boolean needsLive = received.stream().anyMatch(each -> each.event().requestId() == null);
        Optional<ModelVersion> current =
                needsLive ? Optional.of(live.await(config.liveModelWait()).version()) : Optional.empty();
        ScoringBatch batch = new ScoringBatch(clock.instant());
        for (Received<PatchQueued> each : received) {
            RequestId request = each.event().requestId();
            batch.add(each, request == null ? current : Optional.ofNullable(pinned.get(request)));
        }
        return batch;
    }

    private void predict(ModelVersion version, Set<PatchWork> works, Priority priority, Predictions into) {
        try (LoadedModels.Use use = models.use(version)) {
            predictor.predict(use.model(), List.copyOf(works), priority, into);
        } catch (DomainException e) {
            // The pinned model cannot be loaded: nothing will ever score these patches.
            Outcome.Failed reason = new Outcome.Failed(e.code(), String.valueOf(e.getMessage()));
            works.forEach(each -> into.failed(each, reason));
        } catch (RuntimeException e) {
            if (Outage.isOutage(e)) {
                throw e;
            }
            // Failed on record: dead letters alone would leave the request waiting for ever.
            LOG.errorf(e, "model %s failed unexpectedly", version);
            Outcome.Failed reason = new Outcome.Failed(ErrorCode.INTERNAL_ERROR, "the model failed: " + e);
            works.forEach(each -> into.failed(each, reason));
        }
    }
}
