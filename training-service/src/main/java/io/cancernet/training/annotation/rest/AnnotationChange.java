package io.cancernet.training.annotation.rest;

import io.cancernet.training.annotation.AnnotateRuns.Amendment;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body that changes tags and note in part. */
public record AnnotationChange(
        @Schema(examples = "[\"paper\"]") @Nullable List<String> add,
        @Schema(examples = "[\"draft\"]") @Nullable List<String> remove,

        @Schema(description = "absent: stays as it is", examples = "the run of figure 2") @Nullable String note,

        @Schema(description = "the one that was read, if the change depends on it", examples = "1") @Nullable Integer revision) {

    static Amendment toAmendment(@Nullable AnnotationChange body) {
        if (body == null || (body.add == null && body.remove == null && body.note == null)) {
            throw new IllegalArgumentException("say what to change, such as {\"add\": [\"paper\"]}; there are"
                    + " add, remove, note and revision");
        }
        return new Amendment(
                Objects.requireNonNullElse(body.add, List.of()),
                Objects.requireNonNullElse(body.remove, List.of()),
                body.note,
                body.revision);
    }
}
