package io.cancernet.inference.model.rest;

import io.cancernet.common.page.Page;
import io.cancernet.common.security.Roles;
import io.cancernet.inference.model.FollowPromotions;
import io.cancernet.inference.model.SlotStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models of this replica. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "models", description = "Models of this replica")
@RolesAllowed(Roles.VIEWER)
class ModelResource {

    private final FollowPromotions promotions;

    ModelResource(FollowPromotions promotions) {
        this.promotions = promotions;
    }

    @GET
    @Operation(
            summary =
                    "The live and the shadow model of this replica, and promoted ones that are loading or failed to load")
    public Page<SlotStatus> list() {
        return new Page<>(promotions.status(), null);
    }
}
