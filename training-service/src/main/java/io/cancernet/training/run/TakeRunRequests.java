package io.cancernet.training.run;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.HeardChanges;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.RunRequested;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.cancernet.common.tracing.ConsumedTraces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Starts the runs that are requested by event. */
@ApplicationScoped
public class TakeRunRequests {

    static final String DEFAULT_RECIPE = "cancernet";

    /** The event of a dataset frozen a moment before may come after the request for a run on it. */
    private static final Duration DATASET_WAIT = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Runs runs;
    private final HeardChanges changes;
    private final Clock clock;
    private final Duration datasetWait;

    @Inject
    TakeRunRequests(Runs runs, HeardChanges changes, Clock clock) {
        this(runs, changes, clock, DATASET_WAIT);
    }

    /** @param datasetWait how long a batch at most waits for datasets that are not known yet */
    TakeRunRequests(Runs runs, HeardChanges changes, Clock clock, Duration datasetWait) {
        this.runs = runs;
        this.changes = changes;
        this.clock = clock;
        this.datasetWait = datasetWait;
    }

    public List<Outcome> handle(List<Received<RunRequested>> batch) {
        Instant deadline = clock.instant().plus(datasetWait);
        return batch.stream()
                .map(each -> ConsumedTraces.within(each.event().key(), () -> take(each, deadline)))
                .toList();
    }

    private Outcome take(Received<RunRequested> each, Instant deadline) {
        RunRequested event = each.event();
        while (true) {
            try {
                RunRequest request = request(event);
                changes.run(entry(each, request), () -> runs.start(event.runId(), request));
                return Outcome.DONE;
            } catch (DomainException e) {
                if (e.code() != ErrorCode.NOT_FOUND || clock.instant().isAfter(deadline)) {
                    return Outcome.failed(e);
                }
            } catch (IllegalArgumentException e) {
                return Outcome.failed(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()));
            }
            pause();
        }
    }

    private static AuditEntry entry(Received<RunRequested> each, RunRequest request) {
        return AuditEntry.heard(
                Instant.now(),
                each.origin(),
                "run-requested",
                each.event().runId().value(),
                Map.of("dataset", request.dataset().toString(), "recipe", request.recipe()));
    }

    private static RunRequest request(RunRequested event) {
        return new RunRequest(
                event.dataset(),
                Objects.requireNonNullElse(event.recipe(), DEFAULT_RECIPE),
                Objects.requireNonNullElse(event.overrides(), Map.of()),
                event.seed(),
                Objects.requireNonNullElse(event.priority(), 0),
                null);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for a dataset", e);
        }
    }
}
