package io.cancernet.inference.result;

import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import java.util.Collection;
import java.util.Map;

/** What became of the patches of requests. */
public interface PatchOutcomes {

    /** The outcomes of some patches of a request; one of which nothing was heard is missing. */
    Map<PatchId, PatchOutcome> find(RequestId request, Collection<PatchId> patches);
}
