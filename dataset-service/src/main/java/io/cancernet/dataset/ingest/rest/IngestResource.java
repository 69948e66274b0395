package io.cancernet.dataset.ingest.rest;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.job.PutOff;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.security.Caller;
import io.cancernet.common.security.Roles;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.ingest.Ingest;
import io.cancernet.dataset.ingest.IngestState;
import io.cancernet.dataset.ingest.Ingests;
import io.cancernet.dataset.ingest.SlideOutcome;
import io.cancernet.dataset.ingest.Submission;
import io.cancernet.dataset.layout.QuarantinedFile;
import io.cancernet.dataset.slide.PseudonymKey;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Ingests over REST. */
@Path("/api/v1/ingests")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "ingests", description = "Patches on their way in")
@RolesAllowed(Roles.VIEWER)
public class IngestResource {

    private final Ingests ingests;
    private final PseudonymKey key;
    private final Caller caller;

    IngestResource(Ingests ingests, PseudonymKey key, Caller caller) {
        this.ingests = ingests;
        this.key = key;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Ingest a folder, archive or slide that the service can read")
    public Response submit(IngestRequest request) {
        return accepted(ingests.submit(request.toDomain(key)));
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/archive")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Ingest the archive or slide in the body")
    public Response upload(
            @QueryParam("name") @DefaultValue("archive.zip") String name,
            @QueryParam("layout") @DefaultValue(Submission.AUTO) String layout,
            @QueryParam("mpp") Optional<Double> mpp,
            @QueryParam("case") Optional<String> caseReference,
            @QueryParam("purpose") @DefaultValue("dataset") String purpose,
            InputStream body) {
        Function<URI, Submission> submission = uri -> new Submission(
                uri,
                layout,
                mpp.map(MicronsPerPixel::new).orElse(null),
                purpose(purpose),
                0,
                caseReference.map(key::caseId).orElse(null),
                null,
                null,
                null,
                null);
        return accepted(ingests.submit(name, body, submission));
    }

    @GET
    @Operation(summary = "All ingests, newest first, with what those that wait were put off for")
    public Page<IngestResponse> list(
            @QueryParam("state") Optional<String> state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Page<Ingest> page = ingests.list(state.map(IngestResource::state), PageRequest.of(limit, cursor));
        Map<IngestId, PutOff> putOffs =
                ingests.lastPutOffs(page.items().stream().map(Ingest::ingestId).toList());
        return page.map(each -> IngestResponse.from(each, putOffs.get(each.ingestId()), operates()));
    }

    @GET
    @Path("/{ingestId}")
    @Operation(summary = "One ingest, how it stands, and what it waits for")
    public IngestResponse get(@PathParam("ingestId") String ingestId) {
        IngestId id = new IngestId(ingestId);
        return IngestResponse.from(ingests.get(id), ingests.lastPutOff(id).orElse(null), operates());
    }

    @GET
    @Path("/{ingestId}/slides")
    @Operation(summary = "What became of each slide, with the seconds that the steps took")
    public Page<SlideOutcome> slides(
            @PathParam("ingestId") String ingestId,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return ingests.slides(new IngestId(ingestId), PageRequest.of(limit, cursor));
    }

    @GET
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{ingestId}/quarantine")
    @Operation(summary = "The files that were not stored, by their names, each with its reason")
    public Page<QuarantinedFile> quarantine(
            @PathParam("ingestId") String ingestId,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return ingests.quarantine(new IngestId(ingestId), PageRequest.of(limit, cursor));
    }

    private boolean operates() {
        return caller.has(Roles.OPERATOR);
    }

    private static Purpose purpose(String slug) {
        for (Purpose purpose : Purpose.values()) {
            if (purpose.slug().equals(slug)) {
                return purpose;
            }
        }
        throw new IllegalArgumentException("purpose is dataset or scoring: '%s'".formatted(slug));
    }

    private static IngestState state(String slug) {
        for (IngestState state : IngestState.values()) {
            if (state.slug().equals(slug)) {
                return state;
            }
        }
        throw new IllegalArgumentException("state is submitted, ingesting, ingested or rejected: '%s'".formatted(slug));
    }

    private static Response accepted(Ingest ingest) {
        return Response.accepted(IngestResponse.from(ingest, null, true))
                .location(URI.create("/api/v1/ingests/" + ingest.ingestId()))
                .build();
    }
}
