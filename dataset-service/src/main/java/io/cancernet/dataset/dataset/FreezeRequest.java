package io.cancernet.dataset.dataset;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import java.util.List;

/**
 * What is to be frozen.
 *
 * @param ingests ingests whose slides are taken
 * @param slides slides that are taken; all slides there are when both lists are empty
 * @param seed decides, with the cases, which case goes where
 */
public record FreezeRequest(
        String name,
        List<IngestId> ingests,
        List<SlideId> slides,
        SplitFractions fractions,
        long seed,
        BorderPatches borderPatches) {

    public FreezeRequest {
        new DatasetVersion(name, 1);
        ingests = List.copyOf(ingests);
        slides = List.copyOf(slides);
    }
}
