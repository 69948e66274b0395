package io.cancernet.training.history.rest;

import io.cancernet.common.security.Roles;
import io.cancernet.training.history.BrowseRuns;
import io.cancernet.training.history.FlatColumn;
import io.cancernet.training.history.RunColumns;
import io.cancernet.training.history.RunFilter;
import io.cancernet.training.history.RunSummary;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** All runs that fit, as a table. */
@Path("/api/v1/runs/export")
@Tag(name = "run history")
@Blocking
@RolesAllowed(Roles.VIEWER)
public class RunExportResource {

    private final BrowseRuns runs;

    public RunExportResource(BrowseRuns runs) {
        this.runs = runs;
    }

    @GET
    @Operation(
            summary = "Export all runs that fit as CSV or JSON lines, the oldest first",
            description = "Takes the filters of the list and columns; without columns, all of them and all metrics."
                    + " Columns are flat and in snake case, each of one type: model is model_name and model_version,"
                    + " test.rocAuc is test_roc_auc. Times are UTC with microseconds. JSON lines hold every column,"
                    + " null where a run has nothing; CSV has empty cells there and semicolons between tags.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = "application/x-ndjson",
                        examples = @ExampleObject(name = "columns=runId,model,test.rocAuc", value = """
                                                {"run_id":"20261121-093012-7f3a9c","model_name":"cancernet",\
                                                "model_version":"20261121-093012-7f3a9c","test_roc_auc":0.913}
                                                """)),
                @Content(
                        mediaType = "text/csv",
                        examples =
                                @ExampleObject(
                                        name = "columns=runId,state,tags",
                                        value =
                                                "run_id,state,tags\r\n20261121-093012-7f3a9c,finished,paper;fold:3\r\n"))
            })
    public Response export(
            @BeanParam RunListParameters parameters,
            @Parameter(description = "ndjson (default) or csv", example = "csv") @QueryParam("format") @Nullable String format,
            @Context UriInfo uri) {
        parameters.requireNoOthersToExport(uri.getQueryParameters().keySet());
        RunTable.Format chosen = RunTable.Format.parse(format);
        RunFilter filter = parameters.toFilter();
        RunColumns columns = runs.exported(filter, parameters.columns());
        StreamingOutput body = out -> {
            RunTable table = RunTable.open(chosen, FlatColumn.table(columns), out);
            runs.export(filter, columns, run -> add(table, run));
            // Not after a failure: an export that broke off must not look whole.
            table.close();
        };
        return Response.ok(body, chosen.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"runs." + chosen.ending() + "\"")
                .build();
    }

    private static void add(RunTable table, RunSummary run) {
        try {
            table.add(run);
        } catch (IOException e) {
            throw new UncheckedIOException("the client of an export is gone", e);
        }
    }
}
