package io.cancernet.training.deletion.rest;

import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.security.Roles;
import io.cancernet.training.deletion.Deletions;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The record of deletions over REST. */
@Path("/api/v1/deletions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deletions", description = "What was deleted for good, by whom and why")
@Blocking
@RolesAllowed(Roles.VIEWER)
public class DeletionResource {

    private final Deletions deletions;

    public DeletionResource(Deletions deletions) {
        this.deletions = deletions;
    }

    @GET
    @Operation(summary = "List deletions, newest first")
    public Page<DeletionView> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return deletions.list(PageRequest.of(limit, cursor)).map(DeletionView::from);
    }
}
