package io.cancernet.training.annotation.rest;

import io.cancernet.common.id.RunId;
import io.cancernet.common.security.Roles;
import io.cancernet.training.annotation.AnnotateRuns;
import io.cancernet.training.annotation.Annotations;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Notes and tags over REST. */
@Path("/api/v1/runs/{id}/annotations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "run history")
@Blocking
@RolesAllowed(Roles.VIEWER)
public class AnnotationResource {

    private final AnnotateRuns runs;

    public AnnotationResource(AnnotateRuns runs) {
        this.runs = runs;
    }

    @GET
    @Operation(summary = "The tags and the note of a run, with their revision")
    public Annotations find(@PathParam("id") String id) {
        return runs.find(new RunId(id));
    }

    @PUT
    @RolesAllowed(Roles.TRAINER)
    @Operation(
            summary = "Replace the tags and the note of a run",
            description = "At most 20 tags of 63 characters, and a note of 4,000 characters of plain text.")
    @APIResponse(responseCode = "200", description = "replaced; the revision is one higher")
    @APIResponse(responseCode = "409", description = "another revision stands: somebody was faster")
    public Annotations replace(@PathParam("id") String id, NewAnnotations body) {
        NewAnnotations given = NewAnnotations.require(body);
        return runs.replace(
                new RunId(id),
                Objects.requireNonNull(given.tags()),
                Objects.requireNonNull(given.note()),
                Objects.requireNonNull(given.revision()));
    }

    @PATCH
    @RolesAllowed(Roles.TRAINER)
    @Operation(
            summary = "Add and remove tags of a run, or change its note",
            description = "Without a revision it applies to whatever stands.")
    @APIResponse(responseCode = "200", description = "changed; the revision is one higher")
    @APIResponse(responseCode = "409", description = "the given revision does not stand any more")
    public Annotations amend(@PathParam("id") String id, AnnotationChange body) {
        return runs.amend(new RunId(id), AnnotationChange.toAmendment(body));
    }
}
