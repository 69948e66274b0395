package io.cancernet.dataset.deletion.rest;

import io.cancernet.common.id.SlideId;
import io.cancernet.common.security.Caller;
import io.cancernet.common.security.Roles;
import io.cancernet.dataset.deletion.DeletionLedger;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Deleting slides over REST. */
@Path("/api/v1/slides")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "slides", description = "What was ingested")
@RolesAllowed(Roles.OPERATOR)
public class SlideDeletionResource {

    private final DeletionLedger ledger;
    private final Caller caller;

    SlideDeletionResource(DeletionLedger ledger, Caller caller) {
        this.ledger = ledger;
        this.caller = caller;
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    @Path("/{slideId}")
    @Operation(
            summary = "Delete a slide, refused while a dataset, run or going ingest refers to it",
            description =
                    "202: it is on its way out and answers 409 until it is gone, then 404. With erase=true it goes whatever"
                            + " refers to it, for a patient who withdraws; by and reason are required then.")
    public Response delete(
            @PathParam("slideId") String slideId,
            @QueryParam("erase") @DefaultValue("false") boolean erase,
            @RequestBody(content = @Content(schema = @Schema(implementation = DeletionBody.class))) String body) {
        SlideId slide = new SlideId(slideId);
        return Response.accepted(SlideDeletionResponse.from(
                        erase
                                ? ledger.erase(slide, DeletionBody.required(body, caller))
                                : ledger.delete(slide, DeletionBody.optional(body, caller))))
                .build();
    }
}
