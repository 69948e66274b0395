package io.cancernet.dataset.patch.rest;

import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.patch.Split;
import io.cancernet.common.security.Roles;
import io.cancernet.dataset.patch.PatchBytes;
import io.cancernet.dataset.patch.PatchFilter;
import io.cancernet.dataset.patch.Patches;
import io.cancernet.dataset.patch.StoredPatch;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Patches over REST. */
@Path("/api/v1/slides/{slideId}/patches")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "patches", description = "Patches of a slide")
@RolesAllowed(Roles.VIEWER)
public class PatchResource {

    /** A patch of an extraction never changes; tissue is not for shared caches. */
    private static final String CACHE = "private, max-age=86400, immutable";

    private final Patches patches;

    PatchResource(Patches patches) {
        this.patches = patches;
    }

    @GET
    @Operation(
            summary = "The patches of a slide in the order of its index",
            description =
                    "Of the latest extraction unless one is named; of a label (0, 1), of a split of the source, or at a"
                            + " place: x and y are the left and top edge.")
    public Page<PatchResponse> list(
            @PathParam("slideId") String slideId,
            @QueryParam("extraction") Optional<String> extraction,
            @QueryParam("label") @Nullable Integer label,
            @QueryParam("split") Optional<String> split,
            @QueryParam("x") @Nullable Integer x,
            @QueryParam("y") @Nullable Integer y,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        PatchFilter filter =
                new PatchFilter(label, split.map(PatchResource::split).orElse(null), x, y);
        return patches.list(new SlideId(slideId), id(extraction), filter, PageRequest.of(limit, cursor))
                .map(PatchResponse::from);
    }

    @GET
    @Path("/{patchId}")
    @Operation(summary = "One patch")
    public PatchResponse get(
            @PathParam("slideId") String slideId,
            @PathParam("patchId") String patchId,
            @QueryParam("extraction") Optional<String> extraction) {
        return PatchResponse.from(patches.get(new SlideId(slideId), id(extraction), new PatchId(patchId)));
    }

    @GET
    @Path("/{patchId}/image")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "The image of a patch: the bytes that were ingested, checked against their hash")
    public Response image(
            @PathParam("slideId") String slideId,
            @PathParam("patchId") String patchId,
            @QueryParam("extraction") Optional<String> extraction,
            @Context Request request) {
        StoredPatch patch = patches.get(new SlideId(slideId), id(extraction), new PatchId(patchId));
        EntityTag tag = new EntityTag(patch.line().image().sha256().value());
        return Optional.ofNullable(request.evaluatePreconditions(tag))
                .orElseGet(() -> image(patches.image(patch)))
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, CACHE)
                .build();
    }

    private static Response.ResponseBuilder image(PatchBytes image) {
        return Response.ok(image.bytes(), image.mediaType());
    }

    private static @Nullable ExtractionId id(Optional<String> extraction) {
        return extraction.map(ExtractionId::new).orElse(null);
    }

    private static Split split(String slug) {
        return Arrays.stream(Split.values())
                .filter(split -> split.slug().equals(slug))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("split is train, validation or test: '%s'".formatted(slug)));
    }
}
