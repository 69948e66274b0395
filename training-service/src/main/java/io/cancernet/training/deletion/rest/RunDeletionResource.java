package io.cancernet.training.deletion.rest;

import io.cancernet.common.id.RunId;
import io.cancernet.common.security.Caller;
import io.cancernet.common.security.Roles;
import io.cancernet.training.deletion.Deletions;
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
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Deletion of runs over REST. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deletions", description = "What was deleted for good, by whom and why")
@Blocking
@RolesAllowed(Roles.APPROVER)
public class RunDeletionResource {

    private final Deletions deletions;
    private final Caller caller;

    public RunDeletionResource(Deletions deletions, Caller caller) {
        this.deletions = deletions;
        this.caller = caller;
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    @Path("/{id}")
    @Operation(summary = "Delete a run that has ended and has no model; its files are removed soon after")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = NewDeletion.class),
                            examples = @ExampleObject(name = "deletion", value = NewDeletion.EXAMPLE)))
    public RestResponse<DeletionView> delete(@PathParam("id") String id, String body) {
        return DeletionView.accepted(deletions.delete(new RunId(id), NewDeletion.parse(body, caller)));
    }
}
