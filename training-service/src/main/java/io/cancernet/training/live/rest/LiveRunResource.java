package io.cancernet.training.live.rest;

import io.cancernet.common.id.RunId;
import io.cancernet.common.security.Roles;
import io.cancernet.training.live.LiveRuns;
import io.cancernet.training.run.Runs;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Live progress of runs as server-sent events. */
@Path("/api/v1/runs")
@Tag(name = "run history")
@Blocking
@RolesAllowed(Roles.VIEWER)
public class LiveRunResource {

    private static final int NO_CONTENT = 204;
    private static final String LAST_EVENT = "Last-Event-ID";

    private final LiveRuns live;
    private final Runs runs;

    public LiveRunResource(LiveRuns live, Runs runs) {
        this.live = live;
        this.runs = runs;
    }

    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follow all runs from now on, or from the event after Last-Event-ID",
            description = "Events are called queued, started, epoch-finished, finished, failed and cancelled; their"
                    + " data is that of cancernet.runs.v1. An event called gap says that some are not kept any more."
                    + " Comments keep the connection alive.")
    @APIResponse(
            responseCode = "200",
            description = "events as they happen",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            examples = @ExampleObject(name = "an epoch", value = """
                                                    event: epoch-finished
                                                    id: 4711
                                                    data: {"runId": "20261121-093012-7f3a9c", "change":\
                                                     "epoch-finished", "dataset": "idc/1", "recipe": "cancernet", "at":\
                                                     "2026-11-21T09:41:00Z", "epoch": {"number": 3, "trainLoss": 0.41,\
                                                     "trainAccuracy": 0.82, "validationLoss": 0.44,\
                                                     "validationAccuracy": 0.81, "validationRocAuc": 0.88}}
                                                    """)))
    public void all(@HeaderParam(LAST_EVENT) @Nullable String last, @Context SseEventSink sink, @Context Sse sse) {
        Long after = last == null ? null : eventId(last);
        SseFollower follower = new SseFollower(sink, sse);
        // Tells the client that it is connected.
        follower.beat();
        live.follow(follower, after);
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follow a run from its first event to its end, or from the event after Last-Event-ID",
            description = "The stream ends with the run; who connects again is answered 204, which tells browsers to"
                    + " stop.")
    @APIResponse(
            responseCode = "200",
            description = "events as they happen, to the end of the run",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
    @APIResponse(responseCode = "204", description = "the run has ended and there is nothing that was not told")
    public void one(
            @PathParam("id") String id,
            @HeaderParam(LAST_EVENT) @Nullable String last,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context HttpServerResponse response) {
        long after = last == null ? 0 : eventId(last);
        RunId run = new RunId(id);
        boolean ended = runs.find(run).progress().state().ended();
        if (!live.follow(new SseFollower(sink, sse), run, after, ended)) {
            response.setStatusCode(NO_CONTENT).end();
        }
    }

    private static long eventId(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Last-Event-ID is the id of an event of this stream: '%s'".formatted(text), e);
        }
    }
}
