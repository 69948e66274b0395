package io.cancernet.inference.result.rest;

import io.cancernet.common.id.RequestId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.security.Roles;
import io.cancernet.inference.result.RequestResult;
import io.cancernet.inference.result.Results;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The files of a request's last result. Research use only, not a diagnosis. */
@Path("/api/v1/scoring-requests")
@Tag(name = "results")
@APIResponse(responseCode = "200", description = "the file; its ETag is its sha256")
@APIResponse(responseCode = "304", description = "the file is the one that If-None-Match names")
@APIResponse(responseCode = "409", description = "there is no result yet, or will be none; the detail says why")
@RolesAllowed(Roles.VIEWER)
class ResultResource {

    private static final String PNG = "image/png";
    private static final String GEOJSON = "application/geo+json";

    private final Results results;

    ResultResource(Results results) {
        this.results = results;
    }

    @GET
    @Path("/{id}/heatmap")
    @Produces(PNG)
    @Operation(
            summary = "Heat map of the slide",
            description = "The map fills the upper left corner, transparent where no patch lies; a legend is below it."
                    + " How it lies on the slide stands in the result under heatmapAlignment.")
    public Response heatmap(@PathParam("id") String id, @Context Request request) {
        return file(id, RequestResult::heatmap, PNG, "heatmap.png", request);
    }

    @GET
    @Path("/{id}/geojson")
    @Produces(GEOJSON)
    @Operation(
            summary = "The patches as GeoJSON, in level-0 pixels of the slide",
            description = "QuPath 0.4 and later opens it on the slide as tiles with class and probability.")
    public Response geojson(@PathParam("id") String id, @Context Request request) {
        return file(id, RequestResult::geojson, GEOJSON, "patches.geojson", request);
    }

    @GET
    @Path("/{id}/result")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Summary of a request: counts, area, model, failed and missing patches, alignment, timings")
    public Response result(@PathParam("id") String id, @Context Request request) {
        return file(id, RequestResult::result, MediaType.APPLICATION_JSON, "result.json", request);
    }

    private Response file(
            String id, Function<RequestResult, ObjectRef> which, String type, String name, Request request) {
        ObjectRef file = which.apply(results.of(new RequestId(id)));
        EntityTag tag = new EntityTag(file.sha256().value());
        Response.@Nullable ResponseBuilder notModified = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = notModified == null
                ? Response.ok(results.open(file), type)
                        .header("Content-Disposition", "inline; filename=\"%s-%s\"".formatted(id, name))
                : notModified;
        return answer.tag(tag).build();
    }
}
