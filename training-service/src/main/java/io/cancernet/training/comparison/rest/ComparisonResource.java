package io.cancernet.training.comparison.rest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.RunId;
import io.cancernet.common.security.Roles;
import io.cancernet.training.comparison.ComparisonPages;
import io.cancernet.training.comparison.Comparisons;
import io.cancernet.training.comparison.RunComparison;
import io.cancernet.training.plot.Plot;
import io.cancernet.training.report.rest.OwnStyle;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Comparisons of runs over REST. */
@Path("/api/v1/runs")
@Tag(name = "reports")
@Blocking
@RolesAllowed(Roles.VIEWER)
public class ComparisonResource {

    private final Comparisons comparisons;

    ComparisonResource(Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    @GET
    @Path("/compare")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Compare two to six finished runs: settings, metrics, differences from the first with intervals")
    public RunComparison compare(@QueryParam("run") List<String> runs) {
        return comparisons.compare(ids(runs));
    }

    @GET
    @Path("/compare.md")
    @Produces("text/markdown")
    @Operation(summary = "The comparison as Markdown")
    public String markdown(@QueryParam("run") List<String> runs) {
        return ComparisonPages.markdown(comparisons.compare(ids(runs)));
    }

    @GET
    @Path("/compare.html")
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The comparison as one HTML file with its curves inside")
    public RestResponse<String> html(@QueryParam("run") List<String> runs) {
        String page = ComparisonPages.html(comparisons.compare(ids(runs)), comparisons.plots(ids(runs)));
        return RestResponse.ResponseBuilder.ok(page)
                .header(OwnStyle.HEADER, OwnStyle.POLICY)
                .build();
    }

    @GET
    @Path("/compare/{plot}.svg")
    @Produces("image/svg+xml")
    @Operation(summary = "Curves over one another: compare-loss, compare-accuracy, compare-roc-auc, compare-roc, …")
    public byte[] svg(@PathParam("plot") String plot, @QueryParam("run") List<String> runs) {
        return plot(plot, runs).svg();
    }

    @GET
    @Path("/compare/{plot}.png")
    @Produces("image/png")
    @Operation(summary = "The same curves as pixels")
    public byte[] png(@PathParam("plot") String plot, @QueryParam("run") List<String> runs) {
        return plot(plot, runs).png();
    }

    private Plot plot(String name, List<String> runs) {
        List<Plot> plots = comparisons.plots(ids(runs));
        return plots.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "there is no plot '%s'; there is %s"
                                .formatted(name, plots.stream().map(Plot::name).toList())));
    }

    private static List<RunId> ids(List<String> runs) {
        return runs.stream().map(RunId::new).toList();
    }
}
