package io.cancernet.inference.scoring;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.event.PatchScored;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.ScoreId;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A batch of queued patches on its way to an outcome for each. Pure bookkeeping: the same patch may come several times,
 * for several requests, and with images of which only one is good. Not thread-safe.
 */
final class ScoringBatch {

    private final Instant takenUp;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<ScoreId, Score> scores = new HashMap<>();
    private final Map<PatchWork, Outcome.Failed> failures = new HashMap<>();
    private final Map<ScoreId, Score> fresh = new LinkedHashMap<>();

    /** @param takenUp when it came out of the queue */
    ScoringBatch(Instant takenUp) {
        this.takenUp = takenUp;
    }

    /** A record of the batch; without work when its request is unknown. */
    private record Entry(
            Received<PatchQueued> received, @Nullable PatchWork work) {

        PatchQueued patch() {
            return received.event();
        }
    }

    private record RequestKey(RequestId request, PatchId patch) {}

    /** Adds a record with the model that scores it; no model when its request is unknown. */
    void add(Received<PatchQueued> received, Optional<ModelVersion> model) {
        entries.add(new Entry(
                received,
                model.map(version -> PatchWork.of(received.event(), version)).orElse(null)));
    }

    Set<ScoreId> scoreIds() {
        Set<ScoreId> ids = new LinkedHashSet<>();
        for (Entry each : entries) {
            if (each.work() != null) {
                ids.add(each.work().scoreId());
            }
        }
        return ids;
    }

    /** Takes scores as they are kept, in place of what this batch computed. */
    void kept(Map<ScoreId, Score> found) {
        scores.putAll(found);
    }

    /** What is not scored yet, each image once, by model. */
    Map<ModelVersion, Set<PatchWork>> missing() {
        Map<ModelVersion, Set<PatchWork>> missing = new LinkedHashMap<>();
        for (Entry each : entries) {
            PatchWork work = each.work();
            if (work != null && !scores.containsKey(work.scoreId())) {
                missing.computeIfAbsent(work.model(), model -> new LinkedHashSet<>())
                        .add(work);
            }
        }
        return missing;
    }

    void predicted(Predictions predictions, Instant instant) {
        // As precise as the database keeps it: a score told again is the same to the last digit.
        Instant now = instant.truncatedTo(ChronoUnit.MILLIS);
        failures.putAll(predictions.failures());
        for (Entry each : entries) {
            PatchWork work = each.work();
            ScoredImage image = work == null ? null : predictions.scored().get(work);
            if (work != null && image != null && !scores.containsKey(work.scoreId())) {
                Score score = score(each.received(), work, image, now);
                scores.put(score.scoreId(), score);
                fresh.put(score.scoreId(), score);
            }
        }
    }

    private Score score(Received<PatchQueued> received, PatchWork work, ScoredImage image, Instant now) {
        Prediction prediction = image.prediction();
        return new Score(
                work.scoreId(),
                work.patchId(),
                received.event().slideId(),
                work.model(),
                prediction.probability(),
                prediction.threshold(),
                prediction.positive(),
                now,
                millis(received.queuedAt(), now),
                image.inputSha256(),
                new PatchScored.Timings(
                        millis(received.queuedAt(), takenUp),
                        image.fetched().toMillis(),
                        prediction.computed().toMillis()),
                image.colours());
    }

    /** Broker and replica have clocks of their own. */
    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }

    /** The scores that this batch computed. */
    List<Score> fresh() {
        return List.copyOf(fresh.values());
    }

    /** The work behind those scores, each once. */
    Collection<PatchWork> freshWork() {
        Map<ScoreId, PatchWork> works = new LinkedHashMap<>();
        for (Entry each : entries) {
            PatchWork work = each.work();
            if (work != null && fresh.containsKey(work.scoreId()) && !failures.containsKey(work)) {
                works.putIfAbsent(work.scoreId(), work);
            }
        }
        return works.values();
    }

    /** What became of the patches of requests; a patch with one good image is scored whatever its other images are. */
    List<RequestedPatch> requested() {
        Map<RequestKey, RequestedPatch> requested = new LinkedHashMap<>();
        for (Entry each : entries) {
            RequestId request = each.patch().requestId();
            PatchWork work = each.work();
            if (request == null || work == null) {
                continue;
            }
            RequestKey key = new RequestKey(request, work.patchId());
            Outcome.Failed failure = failures.get(work);
            if (scores.containsKey(work.scoreId())) {
                requested.put(key, RequestedPatch.scored(request, each.patch(), work.scoreId()));
            } else if (failure != null) {
                requested.put(key, RequestedPatch.failed(request, each.patch(), failure.code()));
            }
        }
        return List.copyOf(requested.values());
    }

    List<PatchScored> events() {
        List<PatchScored> events = new ArrayList<>();
        for (Entry each : entries) {
            PatchWork work = each.work();
            Score score = work == null || failures.containsKey(work) ? null : scores.get(work.scoreId());
            if (score != null) {
                events.add(score.toEvent(each.patch()));
            }
        }
        return events;
    }

    /** An outcome for each record, in order. */
    List<Outcome> outcomes() {
        return entries.stream().map(this::outcome).toList();
    }

    private Outcome outcome(Entry entry) {
        PatchWork work = entry.work();
        if (work == null) {
            return Outcome.failed(
                    ErrorCode.NOT_FOUND,
                    "there is no scoring request " + entry.patch().requestId());
        }
        Outcome.Failed failure = failures.get(work);
        return failure == null ? Outcome.DONE : failure;
    }
}
