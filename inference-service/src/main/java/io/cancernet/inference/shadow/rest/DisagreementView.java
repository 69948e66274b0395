package io.cancernet.inference.shadow.rest;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.inference.shadow.Disagreement;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a shadow model compares with another, as REST answers it. */
public record DisagreementView(
        ModelVersion shadow,

        @Schema(description = "the model whose scores count")
        ModelVersion model,

        @Schema(description = "patches that both scored") long compared,

        @Schema(description = "part of them that is called differently")
        double rate,

        @Schema(description = "patches that only the shadow model calls positive")
        long shadowOnly,

        @Schema(description = "patches that only the other calls positive")
        long modelOnly,

        @Schema(description = "mean difference of the probabilities, without sign")
        double meanDifference,

        Instant first,
        Instant last) {

    static DisagreementView from(Disagreement disagreement) {
        return new DisagreementView(
                disagreement.shadow(),
                disagreement.model(),
                disagreement.compared(),
                disagreement.rate(),
                disagreement.shadowOnly(),
                disagreement.modelOnly(),
                disagreement.meanDifference(),
                disagreement.first(),
                disagreement.last());
    }
}
