package io.cancernet.inference.request;

import io.cancernet.common.event.SlideUnscored;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.outbox.Outbox;
import io.cancernet.inference.request.ScoringRequest.Failure;
import io.cancernet.inference.request.ScoringRequest.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Ends requests that come to no results, and tells so. Writes belong to the caller's transaction. */
@ApplicationScoped
public class RequestEnds {

    private final ScoringRequestRepository requests;
    private final Outbox outbox;
    private final Clock clock;

    RequestEnds(ScoringRequestRepository requests, Outbox outbox, Clock clock) {
        this.requests = requests;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Adds a request that is over from its start. */
    void refuse(ScoringRequest request, Failure why) {
        ScoringRequest refused = request.refused(why);
        requests.add(refused);
        tell(refused, why);
    }

    /** Ends a request that goes on, in a state without results. */
    public void end(RequestId id, State state, Failure why) {
        requests.end(id, state, why, clock.instant());
        requests.find(id).ifPresent(ended -> tell(ended, why));
    }

    private void tell(ScoringRequest ended, Failure why) {
        outbox.add(new SlideUnscored(
                ended.requestId(),
                ended.slideId(),
                ended.caseId(),
                ended.extractionId(),
                ended.model(),
                SlideUnscored.End.valueOf(ended.state().name()),
                ended.announced(),
                ended.scored(),
                why.code(),
                why.detail(),
                clock.instant()));
    }
}
