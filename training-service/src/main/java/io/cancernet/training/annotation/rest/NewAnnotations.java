package io.cancernet.training.annotation.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body that replaces tags and note. */
public record NewAnnotations(
        @Schema(examples = "[\"paper\", \"fold:3\"]") @Nullable List<String> tags,

        @Schema(examples = "the run of figure 2") @Nullable String note,

        @Schema(description = "the one that was read", examples = "0") @Nullable Integer revision) {

    static NewAnnotations require(@Nullable NewAnnotations body) {
        if (body == null || body.tags == null || body.note == null || body.revision == null) {
            throw new IllegalArgumentException("tags, note and revision are required:"
                    + " {\"tags\": [\"paper\"], \"note\": \"\", \"revision\": 0}; PATCH changes them in part");
        }
        return body;
    }
}
