package io.cancernet.inference.request.rest;

import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.inference.request.RequestScoring;
import io.cancernet.inference.request.ScoredPatch;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Scoring requests and their scores. Research use only, not a diagnosis. */
@Path("/api/v1/scoring-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "scoring requests")
class ScoringRequestResource {

    private final RequestScoring requests;

    ScoringRequestResource(RequestScoring requests) {
        this.requests = requests;
    }

    /** What to score. */
    record SubmitScoring(SlideId slideId) {}

    @POST
    @Operation(summary = "Scores all patches of a slide with the model that is live now")
    @APIResponse(responseCode = "202", description = "accepted; Location says where to look")
    @APIResponse(responseCode = "404", description = "the slide was not announced")
    @APIResponse(responseCode = "409", description = "no-live-model")
    @APIResponse(responseCode = "422", description = "model-mismatch: the slide has another resolution")
    public RestResponse<ScoringRequestView> submit(@Nullable SubmitScoring body) {
        if (body == null) {
            throw new IllegalArgumentException("the body is missing: {\"slideId\": ...}");
        }
        ScoringRequestView view = ScoringRequestView.from(requests.submit(body.slideId()));
        return RestResponse.ResponseBuilder.<ScoringRequestView>create(RestResponse.Status.ACCEPTED)
                .location(URI.create("api/v1/scoring-requests/" + view.requestId()))
                .entity(view)
                .build();
    }

    @GET
    @Operation(summary = "Scoring requests, the newest first")
    public Page<ScoringRequestView> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return requests.list(PageRequest.of(limit, cursor)).map(ScoringRequestView::from);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far a scoring request is")
    public ScoringRequestView get(@PathParam("id") String id) {
        return ScoringRequestView.from(requests.get(new RequestId(id)));
    }

    @GET
    @Path("/{id}/scores")
    @Operation(summary = "The scores of a request so far, by patch id")
    public Page<ScoredPatch> scores(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return requests.scores(new RequestId(id), PageRequest.of(limit, cursor));
    }
}
