package io.cancernet.dataset.dataset;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.dataset.split.Fold;
import io.cancernet.dataset.split.KFold;
import io.cancernet.dataset.split.SplitRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be frozen.
 *
 * @param ingests ingests whose slides are taken
 * @param slides slides that are taken; all slides there are when both lists are empty
 * @param split by which rule patches go to splits
 */
public record FreezeRequest(
        String name, List<IngestId> ingests, List<SlideId> slides, SplitRule split, BorderPatches borderPatches) {

    public FreezeRequest {
        new DatasetVersion(name, 1);
        if (split instanceof KFold kFold) {
            new DatasetVersion(name + new Fold(kFold.folds(), kFold.folds()).suffix(), 1);
        }
        ingests = List.copyOf(ingests);
        slides = List.copyOf(slides);
    }

    /** What a version is called: folds have names of their own. */
    String nameOf(@Nullable Fold fold) {
        return fold == null ? name : name + fold.suffix();
    }
}
