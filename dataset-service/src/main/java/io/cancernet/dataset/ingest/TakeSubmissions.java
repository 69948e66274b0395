package io.cancernet.dataset.ingest;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.HeardChanges;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.event.SlideSubmitted;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.cancernet.common.tracing.ConsumedTraces;
import io.cancernet.dataset.slide.PseudonymKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Takes in what hospitals submit by event. */
@ApplicationScoped
public class TakeSubmissions {

    private final Ingests ingests;
    private final PseudonymKey key;
    private final HeardChanges changes;

    TakeSubmissions(Ingests ingests, PseudonymKey key, HeardChanges changes) {
        this.ingests = ingests;
        this.key = key;
        this.changes = changes;
    }

    public List<Outcome> handle(List<Received<SlideSubmitted>> batch) {
        return batch.stream()
                .map(each -> ConsumedTraces.within(each.event().key(), () -> take(each)))
                .toList();
    }

    private Outcome take(Received<SlideSubmitted> each) {
        SlideSubmitted event = each.event();
        try {
            Submission submission = submission(event);
            changes.run(entry(each, submission), () -> ingests.submit(event.submissionId(), submission));
            return Outcome.DONE;
        } catch (IllegalArgumentException e) {
            return Outcome.failed(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    /** Without the URI, in which a hospital's own name of a case may stand. */
    private static AuditEntry entry(Received<SlideSubmitted> each, Submission submission) {
        return AuditEntry.heard(
                Instant.now(),
                each.origin(),
                "slide-submitted",
                each.event().submissionId().value(),
                Map.of("purpose", submission.purpose().slug(), "priority", submission.priority()));
    }

    private Submission submission(SlideSubmitted event) {
        return new Submission(
                event.uri(),
                Objects.requireNonNullElse(event.layout(), Submission.AUTO),
                event.mpp(),
                Objects.requireNonNullElse(event.purpose(), Purpose.DATASET),
                Objects.requireNonNullElse(event.priority(), 0),
                event.caseReference() == null ? null : key.caseId(event.caseReference()),
                event.label(),
                null,
                new CutOptions(event.patchSize(), event.patchMpp(), null, null),
                event.annotations() == null
                        ? null
                        : new RegionOptions(
                                event.annotations(),
                                RegionOptions.DEFAULT_CLASSES,
                                RegionOptions.DEFAULT_IGNORED,
                                RegionOptions.DEFAULT_SHARE));
    }
}
