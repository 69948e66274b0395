package io.cancernet.training.report.rest;

import io.cancernet.common.id.RunId;
import io.cancernet.common.security.Roles;
import io.cancernet.training.report.RunArtefacts;
import io.cancernet.training.run.Runs;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reports of runs and their other files over REST. */
@Path("/api/v1/runs")
@Tag(name = "reports", description = "What runs reached: research use only")
@Blocking
@RolesAllowed(Roles.VIEWER)
public class RunReportResource {

    /** A run's artefacts may be removed or erased from, so that caches ask again. */
    private static final String CACHE = "private, no-cache";

    private final Runs runs;
    private final RunArtefacts artefacts;

    RunReportResource(Runs runs, RunArtefacts artefacts) {
        this.runs = runs;
        this.artefacts = artefacts;
    }

    @GET
    @Path("/{id}/report")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The report of a finished run: metrics with intervals, curves, table of cases")
    public Response report(@PathParam("id") String id) {
        return artefact(id, RunArtefacts.JSON);
    }

    @GET
    @Path("/{id}/report.{ending: json|md|html}")
    @Produces({MediaType.APPLICATION_JSON, "text/markdown", MediaType.TEXT_HTML})
    @Operation(summary = "The report as JSON, as Markdown, or as one HTML file that needs no network")
    public Response reportAs(@PathParam("id") String id, @PathParam("ending") String ending) {
        return artefact(id, "report." + ending);
    }

    @GET
    @Path("/{id}/artefacts")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Names of a run's files: report, plots, sheets, predictions")
    public List<String> names(@PathParam("id") String id) {
        return artefacts.names(runs.find(new RunId(id)).id());
    }

    @GET
    @Path("/{id}/artefacts/{name}")
    @Operation(summary = "A file of a run, such as roc.svg or predictions.jsonl.gz")
    public Response artefact(@PathParam("id") String id, @PathParam("name") String name) {
        RunId run = runs.find(new RunId(id)).id();
        return Response.ok(artefacts.get(run, name), RunArtefacts.type(name))
                .header(HttpHeaders.CACHE_CONTROL, CACHE)
                .header(OwnStyle.HEADER, OwnStyle.POLICY)
                .build();
    }
}
