package io.cancernet.training.model.rest;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.training.model.Models;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Models and the promotion ledger over REST. */
@Path("/api/v1")
@Tag(name = "models", description = "Trained models: research use only")
@Blocking
public class ModelResource {

    private final Models models;

    public ModelResource(Models models) {
        this.models = models;
    }

    @GET
    @Path("/models")
    @Operation(summary = "List models, newest first")
    public Page<ModelView> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return models.list(PageRequest.of(limit, cursor)).map(ModelView::from);
    }

    @POST
    @Path("/models/{name}/{version}/promote")
    @Operation(summary = "Put a model into a slot; a repeat adds nothing to the ledger")
    public PromotionView promote(
            @PathParam("name") String name, @PathParam("version") String version, NewPromotion body) {
        return PromotionView.from(
                models.promote(NewPromotion.require(body).toRequest(new ModelVersion(name, version))));
    }

    @GET
    @Path("/promotions")
    @Operation(summary = "Show the promotion ledger, newest first")
    public Page<PromotionView> promotions(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return models.promotions(PageRequest.of(limit, cursor)).map(PromotionView::from);
    }
}
