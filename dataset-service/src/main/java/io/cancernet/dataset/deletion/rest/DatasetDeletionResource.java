package io.cancernet.dataset.deletion.rest;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.security.Caller;
import io.cancernet.common.security.Roles;
import io.cancernet.dataset.deletion.DeletionLedger;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Deleting dataset versions over REST. */
@Path("/api/v1/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "datasets", description = "Frozen choices of slides with their split")
@RolesAllowed(Roles.TRAINER)
public class DatasetDeletionResource {

    private final DeletionLedger ledger;
    private final Caller caller;

    DatasetDeletionResource(DeletionLedger ledger, Caller caller) {
        this.ledger = ledger;
        this.caller = caller;
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    @Path("/{name}/{version}")
    @Operation(
            summary = "Delete a dataset version, refused while a run uses it or has made a model from it",
            description = "Its number is not given out again. Slides and patches stay.")
    public void delete(
            @PathParam("name") String name,
            @PathParam("version") int version,
            @RequestBody(content = @Content(schema = @Schema(implementation = DeletionBody.class))) String body) {
        ledger.delete(new DatasetVersion(name, version), DeletionBody.optional(body, caller));
    }
}
