package io.cancernet.dataset.deletion.rest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.security.Caller;
import io.cancernet.common.security.Roles;
import io.cancernet.dataset.deletion.DeletionLedger;
import io.cancernet.dataset.deletion.Erasure;
import io.cancernet.dataset.slide.PseudonymKey;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Erasing all of a case over REST. */
@Path("/api/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "erasures", description = "Patients who withdraw")
@RolesAllowed(Roles.VIEWER)
public class ErasureResource {

    private final DeletionLedger ledger;
    private final PseudonymKey key;
    private final Caller caller;

    ErasureResource(DeletionLedger ledger, PseudonymKey key, Caller caller) {
        this.ledger = ledger;
        this.key = key;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Erase all slides of a case, whatever refers to them, and withdraw submissions of it",
            description = "The answer counts what was found: no slide at all may mean another case was meant.")
    public Response erase(@Nullable ErasureRequest request) {
        ErasureRequest asked = ErasureRequest.require(request);
        Erasure erasure = ledger.eraseCase(asked.caseId(key), asked.grounds(caller));
        return Response.accepted(ErasureResponse.from(erasure))
                .location(URI.create("/api/v1/erasures/" + erasure.erasureId()))
                .build();
    }

    @GET
    @Path("/{erasureId}")
    @Operation(summary = "One erasure and how far it is")
    public ErasureResponse get(@PathParam("erasureId") String erasureId) {
        return ledger.findErasure(erasureId)
                .map(ErasureResponse::from)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "There is no erasure %s. GET /api/v1/audit lists what was erased.".formatted(erasureId)));
    }
}
