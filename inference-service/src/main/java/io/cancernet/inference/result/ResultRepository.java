package io.cancernet.inference.result;

import io.cancernet.common.id.RequestId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The last results of requests. */
public interface ResultRepository {

    Optional<RequestResult> find(RequestId request);

    /** The results of those requests that have one. */
    Map<RequestId, RequestResult> find(Collection<RequestId> requests);

    /** Keeps a result in place of the one before, in the caller's transaction. */
    void save(RequestResult result);
}
