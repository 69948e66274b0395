package io.cancernet.training.model.rest;

import io.cancernet.training.model.Gates;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a request demands of a model beyond what the service is configured to. */
public record DemandedGates(
        @Schema(description = "on test, at the model's threshold", examples = "0.85") @Nullable Double minimumSensitivity,

        @Schema(description = "of that sensitivity's 95 % interval", examples = "0.1") @Nullable Double maximumIntervalWidth,

        @Nullable Boolean refuseLeaky) {

    static Gates of(@Nullable DemandedGates body) {
        return body == null
                ? Gates.OPEN
                : new Gates(body.minimumSensitivity, body.maximumIntervalWidth, Boolean.TRUE.equals(body.refuseLeaky));
    }
}
