package io.cancernet.training.deletion.rest;

import io.cancernet.common.id.Sha256;
import io.cancernet.training.deletion.Deletion;
import io.cancernet.training.deletion.Subject;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A deletion as REST answers it. */
public record DeletionView(
        Subject.Kind kind,
        String id,
        String by,
        String reason,
        Instant requestedAt,

        @Schema(description = "absent while files are left") @Nullable Instant finishedAt,

        @Schema(description = "hashes of the files by key; those of a run are known when finished")
        SortedMap<String, Sha256> files) {

    /** Tells of a deletion whose files go soon. */
    static RestResponse<DeletionView> accepted(Deletion deletion) {
        return RestResponse.status(Response.Status.ACCEPTED, from(deletion));
    }

    static DeletionView from(Deletion deletion) {
        return new DeletionView(
                deletion.subject().kind(),
                deletion.subject().id(),
                deletion.by(),
                deletion.reason(),
                deletion.requestedAt(),
                deletion.finishedAt(),
                deletion.files());
    }
}
