package io.cancernet.training.study.rest;

import io.cancernet.common.security.Roles;
import io.cancernet.training.study.StudyId;
import io.cancernet.training.study.summary.StudyPages;
import io.cancernet.training.study.summary.StudySummaries;
import io.cancernet.training.study.summary.StudySummary;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Summaries of studies over REST. */
@Path("/api/v1/studies/{id}")
@Tag(name = "studies")
@Blocking
@RolesAllowed(Roles.VIEWER)
public class StudySummaryResource {

    private final StudySummaries summaries;

    public StudySummaryResource(StudySummaries summaries) {
        this.summaries = summaries;
    }

    @GET
    @Path("/summary")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What the runs that have finished amount to: means, spreads, pooled metrics, differences")
    public StudySummary summary(@PathParam("id") String id) {
        return summaries.find(new StudyId(id));
    }

    @GET
    @Path("/summary.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The same as a file")
    public StudySummary json(@PathParam("id") String id) {
        return summary(id);
    }

    @GET
    @Path("/summary.md")
    @Produces("text/markdown")
    @Operation(summary = "The summary as Markdown")
    public String markdown(@PathParam("id") String id) {
        return StudyPages.markdown(summary(id));
    }
}
