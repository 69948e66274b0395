package io.cancernet.inference.erasure;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.HeardChanges;
import io.cancernet.common.event.SlideDeleted;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Purges what is held of slides that were deleted: scores, requests and what was made of them. */
@ApplicationScoped
public class FollowDeletions {

    private final SlideTraces traces;
    private final ObjectStore store;
    private final HeardChanges changes;
    private final Clock clock;

    FollowDeletions(SlideTraces traces, ObjectStore store, HeardChanges changes, Clock clock) {
        this.traces = traces;
        this.store = store;
        this.changes = changes;
        this.clock = clock;
    }

    /** Marks come first, with the entry in the audit: whoever stores a score looks for them afterwards. Rows go last, since they name the objects. */
    public List<Outcome> handle(List<Received<SlideDeleted>> batch) {
        batch.forEach(each ->
                changes.run(entry(each), () -> traces.markDeleted(each.event().slideId(), each.queuedAt())));
        List<SlideId> slides =
                batch.stream().map(each -> each.event().slideId()).distinct().toList();
        slides.stream()
                .flatMap(slide -> traces.requests(slide).stream())
                .flatMap(request -> store.list(ObjectKeys.results(request)).stream())
                .forEach(store::delete);
        traces.forget(slides, clock.instant());
        return Collections.nCopies(batch.size(), Outcome.DONE);
    }

    private AuditEntry entry(Received<SlideDeleted> each) {
        return AuditEntry.heard(
                clock.instant(),
                each.origin(),
                "slide-purged",
                each.event().slideId().value(),
                Map.of("erased", each.event().erased()));
    }
}
