package io.cancernet.dataset.slide.rest;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.security.Roles;
import io.cancernet.dataset.slide.SlideRepository;
import io.cancernet.dataset.slide.Slides;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Slides over REST. */
@Path("/api/v1/slides")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "slides", description = "What was ingested")
@RolesAllowed(Roles.VIEWER)
public class SlideResource {

    private final Slides slides;
    private final SlideRepository repository;

    SlideResource(Slides slides, SlideRepository repository) {
        this.slides = slides;
        this.repository = repository;
    }

    @GET
    @Operation(summary = "All slides by case, or those of one case or ingest")
    public Page<SlideResponse> list(
            @QueryParam("case") Optional<String> caseId,
            @QueryParam("ingest") Optional<String> ingest,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return repository
                .list(
                        caseId.map(CaseId::new).orElse(null),
                        ingest.map(IngestId::new).orElse(null),
                        PageRequest.of(limit, cursor))
                .map(SlideResponse::from);
    }

    @GET
    @Path("/{slideId}")
    @Operation(summary = "One slide with its latest extraction")
    public SlideResponse get(@PathParam("slideId") String slideId) {
        return SlideResponse.from(slides.get(new SlideId(slideId)));
    }
}
