package io.cancernet.dataset.ingest;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.event.SlideSubmitted;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.cancernet.common.tracing.ConsumedTraces;
import io.cancernet.dataset.slide.PseudonymKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** Takes in what hospitals submit by event. */
@ApplicationScoped
public class TakeSubmissions {

    private final Ingests ingests;
    private final PseudonymKey key;

    TakeSubmissions(Ingests ingests, PseudonymKey key) {
        this.ingests = ingests;
        this.key = key;
    }

    public List<Outcome> handle(List<Received<SlideSubmitted>> batch) {
        return batch.stream()
                .map(each -> ConsumedTraces.within(each.event().key(), () -> take(each.event())))
                .toList();
    }

    private Outcome take(SlideSubmitted event) {
        try {
            ingests.submit(event.submissionId(), submission(event));
            return Outcome.DONE;
        } catch (IllegalArgumentException e) {
            return Outcome.failed(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
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
