package io.cancernet.inference.scoring;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.ScoreId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The scores, and how far they bring the requests. */
public interface ScoreRepository {

    /** The model versions that requests are pinned to; unknown requests are missing. */
    Map<RequestId, ModelVersion> pinnedModels(Collection<RequestId> requests);

    /** Those of the requests that were cancelled. */
    Set<RequestId> cancelled(Collection<RequestId> requests);

    /** The scores that are there already. */
    Map<ScoreId, Score> find(Collection<ScoreId> scores);

    /**
     * Keeps scores and counts the patches of requests, each once, in one transaction; has the results written of requests
     * that are complete, and anew of those that had ended. A score that is there already stays; a patch that failed before and is scored now counts as scored.
     *
     * @param requested at most one entry for a patch of a request
     * @return the given scores as they are kept
     */
    Map<ScoreId, Score> store(List<Score> scores, List<RequestedPatch> requested);
}
