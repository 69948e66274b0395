package io.cancernet.inference.request.rest;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.security.Roles;
import io.cancernet.inference.request.RequestFilter;
import io.cancernet.inference.request.RequestScoring;
import io.cancernet.inference.request.ScoredPatch;
import io.cancernet.inference.request.ScoringOrder;
import io.cancernet.inference.request.ScoringRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Scoring requests and their scores. Research use only, not a diagnosis. */
@Path("/api/v1/scoring-requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "scoring requests", description = "Scoring of all patches of a slide")
@RolesAllowed(Roles.VIEWER)
class ScoringRequestResource {

    private final RequestScoring requests;

    ScoringRequestResource(RequestScoring requests) {
        this.requests = requests;
    }

    /** What to score. */
    record SubmitScoring(
            SlideId slideId,

            @Schema(description = "the higher, the sooner; above 0 it goes ahead of all others; 0 by default") @Nullable Integer priority,

            @Schema(description = "a version that was promoted before; the live one by default") @Nullable ModelVersion model) {

        ScoringOrder toDomain() {
            return new ScoringOrder(slideId, Objects.requireNonNullElse(priority, 0), model);
        }
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Scores all patches of a slide")
    @APIResponse(
            responseCode = "202",
            description = "accepted; Location says where to look",
            content = @Content(schema = @Schema(implementation = ScoringRequestView.class)))
    @APIResponse(responseCode = "404", description = "the slide was not announced, or the model never promoted")
    @APIResponse(responseCode = "409", description = "no-live-model")
    @APIResponse(responseCode = "422", description = "model-mismatch: resolution or patch size do not fit the model")
    public RestResponse<ScoringRequestView> submit(@Nullable SubmitScoring body) {
        if (body == null) {
            throw new IllegalArgumentException("the body is missing: {\"slideId\": ...}");
        }
        ScoringRequestView view = ScoringRequestView.from(requests.submit(body.toDomain()));
        return RestResponse.ResponseBuilder.<ScoringRequestView>create(RestResponse.Status.ACCEPTED)
                .location(URI.create("api/v1/scoring-requests/" + view.requestId()))
                .entity(view)
                .build();
    }

    @GET
    @Operation(summary = "Scoring requests, the newest first")
    public Page<ScoringRequestView> list(
            @Schema(description = "of this slide only") @QueryParam("slide") @Nullable String slide,
            @Schema(description = "in this state only, such as scoring") @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        RequestFilter filter =
                new RequestFilter(slide == null ? null : new SlideId(slide), state == null ? null : state(state));
        return requests.list(filter, PageRequest.of(limit, cursor)).map(ScoringRequestView::from);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far a scoring request is")
    public ScoringRequestView get(@PathParam("id") String id) {
        return ScoringRequestView.from(requests.get(new RequestId(id)));
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{id}/cancel")
    @Operation(summary = "Ends a scoring request: patches that still wait are skipped, scores that are there stay")
    @APIResponse(responseCode = "200", description = "the request as it is now")
    @APIResponse(responseCode = "409", description = "it has ended already")
    public ScoringRequestView cancel(@PathParam("id") String id) {
        return ScoringRequestView.from(requests.cancel(new RequestId(id)));
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

    private static ScoringRequest.State state(String slug) {
        return Stream.of(ScoringRequest.State.values())
                .filter(each -> each.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("state must be one of %s: '%s'"
                        .formatted(
                                Stream.of(ScoringRequest.State.values())
                                        .map(ScoringRequest.State::slug)
                                        .toList(),
                                slug)));
    }
}
