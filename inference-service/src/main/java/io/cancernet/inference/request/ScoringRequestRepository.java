package io.cancernet.inference.request;

import io.cancernet.common.id.RequestId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import java.time.Instant;
import java.util.Optional;

/** The scoring requests. Writes belong to the caller's transaction. */
public interface ScoringRequestRepository {

    void add(ScoringRequest request);

    Optional<ScoringRequest> find(RequestId request);

    /** Requests, the newest first. */
    Page<ScoringRequest> list(PageRequest page);

    /** Scores of a request in the order of their patch ids. */
    Page<ScoredPatch> scores(RequestId request, PageRequest page);

    /** Says how many patches are to be scored. */
    void announce(RequestId request, int patches);

    /** Says that all patches are queued; finishes the request when all are done already. */
    void queued(RequestId request, Instant now);

    void fail(RequestId request, ScoringRequest.Failure error, Instant now);
}
