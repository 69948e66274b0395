package io.cancernet.training.model.rest;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.security.Caller;
import io.cancernet.common.security.Roles;
import io.cancernet.training.model.ModelStore;
import io.cancernet.training.model.Models;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Models over REST. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "models", description = "Models: research use only")
@Blocking
@RolesAllowed(Roles.VIEWER)
public class ModelResource {

    private static final String PROMOTION =
            "{\"slot\": \"live\", \"by\": \"n.ohara\", \"reason\": \"best on idc/1\", \"expected\": \"none\", "
                    + "\"gates\": {\"minimumSensitivity\": 0.85, \"maximumIntervalWidth\": 0.1, \"refuseLeaky\": true}}";

    private final Models models;
    private final Caller caller;

    public ModelResource(Models models, Caller caller) {
        this.models = models;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List models, newest first")
    public Page<ModelView> list(
            @QueryParam("name") @Nullable String name,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return models.list(name, PageRequest.of(limit, cursor)).map(ModelView::from);
    }

    @GET
    @Path("/{name}/{version}")
    @Operation(summary = "Show a model")
    public ModelView find(@PathParam("name") String name, @PathParam("version") String version) {
        return ModelView.from(models.find(new ModelVersion(name, version)));
    }

    @GET
    @Path("/{name}/{version}/files/{file}")
    @Operation(summary = "Get a file: model.safetensors, model.onnx, model.json or MODEL_CARD.md")
    public RestResponse<byte[]> file(
            @PathParam("name") String name, @PathParam("version") String version, @PathParam("file") String file) {
        byte[] bytes = models.file(new ModelVersion(name, version), file);
        return RestResponse.ResponseBuilder.ok(bytes)
                .header(HttpHeaders.CONTENT_TYPE, ModelStore.type(file))
                .build();
    }

    @POST
    @RolesAllowed(Roles.APPROVER)
    @Path("/{name}/{version}/promote")
    @Operation(summary = "Put a model into a slot; a repeat adds nothing to the ledger")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "promotion", value = PROMOTION)))
    public PromotionView promote(
            @PathParam("name") String name, @PathParam("version") String version, NewPromotion body) {
        return PromotionView.from(models.promote(body.toRequest(new ModelVersion(name, version), caller)));
    }
}
