package io.cancernet.training.deletion.rest;

import io.cancernet.common.event.ModelVersion;
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

/** Deletion of models over REST. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deletions", description = "What was deleted for good, by whom and why")
@Blocking
@RolesAllowed(Roles.APPROVER)
public class ModelDeletionResource {

    private final Deletions deletions;
    private final Caller caller;

    public ModelDeletionResource(Deletions deletions, Caller caller) {
        this.deletions = deletions;
        this.caller = caller;
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    @Path("/{name}/{version}")
    @Operation(
            summary =
                    "Delete a model that serves in no slot; its files are removed soon after, a repeat changes nothing")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = NewDeletion.class),
                            examples = @ExampleObject(name = "deletion", value = NewDeletion.EXAMPLE)))
    public RestResponse<DeletionView> delete(
            @PathParam("name") String name, @PathParam("version") String version, String body) {
        return DeletionView.accepted(
                deletions.delete(new ModelVersion(name, version), NewDeletion.parse(body, caller)));
    }
}
