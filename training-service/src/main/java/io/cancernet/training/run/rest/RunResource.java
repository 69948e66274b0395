package io.cancernet.training.run.rest;

import io.cancernet.common.id.RunId;
import io.cancernet.common.security.Roles;
import io.cancernet.training.annotation.AnnotateRuns;
import io.cancernet.training.run.Run;
import io.cancernet.training.run.Runs;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Runs over REST. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "runs", description = "Training runs: research use only")
@Blocking
@RolesAllowed(Roles.VIEWER)
public class RunResource {

    private final Runs runs;

    private final AnnotateRuns annotations;

    public RunResource(Runs runs, AnnotateRuns annotations) {
        this.runs = runs;
        this.annotations = annotations;
    }

    @POST
    @RolesAllowed(Roles.TRAINER)
    @Operation(summary = "Queue a training run; the same Idempotency-Key means the same run")
    public RestResponse<RunView> start(@HeaderParam("Idempotency-Key") @Nullable String key, NewRun body) {
        Run run = runs.start(NewRun.require(body).toRequest(key));
        return RestResponse.ResponseBuilder.create(Response.Status.ACCEPTED, view(run))
                .location(URI.create("/api/v1/runs/" + run.id()))
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Show a run with its settings, epochs, metrics, tags and note")
    public RunView find(@PathParam("id") String id) {
        return view(runs.find(new RunId(id)));
    }

    @POST
    @RolesAllowed(Roles.TRAINER)
    @Path("/{id}/cancel")
    @Operation(summary = "Cancel a run: a queued one at once, a running one within a batch")
    public RestResponse<RunView> cancel(@PathParam("id") String id) {
        return RestResponse.status(Response.Status.ACCEPTED, view(runs.cancel(new RunId(id))));
    }

    private RunView view(Run run) {
        return RunView.from(run, runs.attempts(run), runs.erasedFrom(run), annotations.find(run.id()));
    }
}
