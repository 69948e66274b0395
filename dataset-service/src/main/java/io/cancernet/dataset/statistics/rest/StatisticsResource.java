package io.cancernet.dataset.statistics.rest;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.security.Roles;
import io.cancernet.dataset.statistics.DatasetStatistics;
import io.cancernet.dataset.statistics.StatisticsOfDatasets;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Statistics over REST. */
@Path("/api/v1/datasets/{name}/{version}/statistics")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "datasets")
@RolesAllowed(Roles.VIEWER)
public class StatisticsResource {

    private final StatisticsOfDatasets statistics;

    StatisticsResource(StatisticsOfDatasets statistics) {
        this.statistics = statistics;
    }

    @GET
    @Operation(
            summary = "Class balance, sizes, colours and repeats of a dataset",
            description = "Computed once after freezing: state is pending until then.")
    public DatasetStatistics get(@PathParam("name") String name, @PathParam("version") int version) {
        return statistics.get(new DatasetVersion(name, version));
    }
}
