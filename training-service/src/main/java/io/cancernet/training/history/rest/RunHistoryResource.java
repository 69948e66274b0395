package io.cancernet.training.history.rest;

import io.cancernet.common.id.RunId;
import io.cancernet.common.page.Page;
import io.cancernet.common.security.Roles;
import io.cancernet.training.history.BrowseRuns;
import io.cancernet.training.history.RunColumns;
import io.cancernet.training.run.Epoch;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The runs on record over REST. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "run history", description = "Training runs on record: research use only")
@Blocking
@RolesAllowed(Roles.VIEWER)
public class RunHistoryResource {

    private final BrowseRuns runs;

    public RunHistoryResource(BrowseRuns runs) {
        this.runs = runs;
    }

    @GET
    @Operation(
            summary = "List runs: filtered, sorted, with chosen columns, page by page",
            description = "Filters of different names must all fit. A metric that a run lacks, such as one that is"
                    + " undefined, neither fits a condition nor has a place in a sort.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            examples =
                                    @ExampleObject(
                                            name = "sort=test.rocAuc&columns=runId,recipe,test.rocAuc&limit=1",
                                            value = """
                                                    {"items": [{"runId": "20261121-093012-7f3a9c",\
                                                     "recipe": "cancernet-robust",\
                                                     "metrics": {"test.rocAuc": 0.913}}],\
                                                     "next": "dGVzdC5yb2NBdWN8dHJ1ZXwwLjkxM3w0Mg"}""")))
    public Page<Map<String, Object>> list(@BeanParam RunListParameters parameters, @Context UriInfo uri) {
        parameters.requireNoOthers(uri.getQueryParameters().keySet());
        RunColumns columns = parameters.toColumns().requireFewMetrics();
        return runs.list(parameters.toQuery(columns)).map(run -> RunRow.of(run, columns));
    }

    @GET
    @Path("/metrics")
    @Operation(summary = "List the names of all metrics that any run has")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            examples =
                                    @ExampleObject(
                                            name = "names",
                                            value = "{\"items\": [\"test.atHalf.accuracy\", \"test.rocAuc\"]}")))
    public Page<String> metrics() {
        return Page.whole(runs.metricNames());
    }

    @GET
    @Path("/{id}/epochs")
    @Operation(summary = "The epochs of a run, in order")
    public Page<Epoch> epochs(
            @PathParam("id") String id,
            @Parameter(description = "only epochs after this one, for clients that follow a run", example = "12")
                    @QueryParam("after")
                    @Nullable String after) {
        return Page.whole(runs.epochs(new RunId(id), Objects.requireNonNullElse(Whole.number("after", after), 0)));
    }
}
