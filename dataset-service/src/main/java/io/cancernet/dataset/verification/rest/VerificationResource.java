package io.cancernet.dataset.verification.rest;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.security.Roles;
import io.cancernet.dataset.verification.Verification;
import io.cancernet.dataset.verification.Verifications;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Verifications over REST. */
@Path("/api/v1/datasets/{name}/{version}/verifications")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "datasets")
@RolesAllowed(Roles.VIEWER)
public class VerificationResource {

    private final Verifications verifications;

    VerificationResource(Verifications verifications) {
        this.verifications = verifications;
    }

    @POST
    @RolesAllowed({Roles.OPERATOR, Roles.TRAINER})
    @Operation(
            summary = "Check the manifest and every patch in its shard against what was frozen",
            description = "202 with the verification, or with the one of this dataset that is under way.")
    public Response submit(@PathParam("name") String name, @PathParam("version") int version) {
        Verification verification = verifications.submit(new DatasetVersion(name, version));
        return Response.accepted(verification)
                .location(URI.create("/api/v1/datasets/%s/verifications/%s"
                        .formatted(verification.dataset(), verification.verificationId())))
                .build();
    }

    @GET
    @Operation(summary = "The verifications of a dataset, newest first")
    public Page<Verification> list(
            @PathParam("name") String name,
            @PathParam("version") int version,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return verifications.list(new DatasetVersion(name, version), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{verificationId}")
    @Operation(
            summary = "One verification: how far it is, or what it found",
            description = "passed, or damaged with the first hundred manifest errors, shards and patches, and counts.")
    public Verification get(
            @PathParam("name") String name,
            @PathParam("version") int version,
            @PathParam("verificationId") String verificationId) {
        return verifications.get(new DatasetVersion(name, version), verificationId);
    }
}
