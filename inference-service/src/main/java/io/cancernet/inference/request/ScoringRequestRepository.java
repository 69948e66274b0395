package io.cancernet.inference.request;

import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.page.ColumnsRequest;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The scoring requests. Writes belong to the caller's transaction. */
public interface ScoringRequestRepository {

    void add(ScoringRequest request);

    Optional<ScoringRequest> find(RequestId request);

    /** The request, which nobody else changes before the caller's transaction ends. */
    Optional<ScoringRequest> hold(RequestId request);

    /** Whether the announcement of an extraction has made a request already, under whichever model. */
    boolean isAnnounced(ExtractionId extraction);

    /** Requests, the newest first. */
    Page<ScoringRequest> list(RequestFilter filter, PageRequest page);

    /** Scores of a request in the order of their patch ids. */
    Page<ScoredPatch> scores(RequestId request, PageRequest page);

    /** The same in columns, with the patches that failed. */
    ScoreColumns scoreColumns(RequestId request, ColumnsRequest part);

    /** What became of a patch of a request; nothing when nothing was heard of it. */
    Optional<RequestedScore> score(RequestId request, PatchId patch);

    /** Says how many patches are to be scored. */
    void announce(RequestId request, int patches);

    /** Says how many patches are queued so far. */
    void progress(RequestId request, int queued);

    /** Says that all patches are queued. @return whether all are done already */
    boolean queued(RequestId request, Instant now);

    /** Ends a request. */
    void end(RequestId request, ScoringRequest.State state, ScoringRequest.@Nullable Failure error, Instant now);

    /** Requests that lack patches and of which nothing was heard since then, some of them. */
    List<RequestId> overdue(Instant quietSince);
}
