package io.cancernet.training.study.rest;

import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.security.Roles;
import io.cancernet.training.study.Studies;
import io.cancernet.training.study.StudyId;
import io.cancernet.training.study.StudyProgress;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Studies over REST. */
@Path("/api/v1/studies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "studies", description = "Many runs and one summary: research use only")
@Blocking
@RolesAllowed(Roles.VIEWER)
public class StudyResource {

    private final Studies studies;

    public StudyResource(Studies studies) {
        this.studies = studies;
    }

    @POST
    @RolesAllowed(Roles.TRAINER)
    @Operation(
            summary = "Queue every recipe on every dataset version with every seed; the same Idempotency-Key means the"
                    + " same study")
    public RestResponse<StudyView> start(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            examples =
                                                    @ExampleObject(name = "two recipes over five folds", value = """
                                                                    {"name": "stain jitter on IDC",\
                                                                     "recipes": [{"recipe": "cancernet",\
                                                                     "overrides": {"epochs": 10}},\
                                                                     {"recipe": "cancernet-robust",\
                                                                     "overrides": {"epochs": 10}}],\
                                                                     "seeds": [1, 2, 3], "folds": ["idc"]}""")))
                    NewStudy body) {
        StudyView view = view(studies.start(NewStudy.require(body).toRequest(key)));
        return RestResponse.ResponseBuilder.create(Response.Status.ACCEPTED, view)
                .location(URI.create("/api/v1/studies/" + view.studyId()))
                .build();
    }

    @GET
    @Operation(summary = "List studies, newest first")
    public Page<StudyView> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return studies.list(PageRequest.of(limit, cursor)).map(each -> StudyView.from(each, null));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Show a study with its runs")
    public StudyView find(@PathParam("id") String id) {
        return view(studies.find(new StudyId(id)));
    }

    @POST
    @RolesAllowed(Roles.TRAINER)
    @Path("/{id}/cancel")
    @Operation(summary = "Cancel all runs of a study that have not ended")
    public RestResponse<StudyView> cancel(@PathParam("id") String id) {
        return RestResponse.status(Response.Status.ACCEPTED, view(studies.cancel(new StudyId(id))));
    }

    private StudyView view(StudyProgress progress) {
        return StudyView.from(progress, studies.members(progress.study()));
    }
}
