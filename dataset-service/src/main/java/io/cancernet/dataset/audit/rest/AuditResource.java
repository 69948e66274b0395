package io.cancernet.dataset.audit.rest;

import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.audit.AuditEntry;
import io.cancernet.dataset.audit.AuditTrail;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit over REST. */
@Path("/api/v1/audit")
@Blocking
@Tag(name = "audit", description = "Who had what deleted, and why")
public class AuditResource {

    private final AuditTrail audit;

    AuditResource(AuditTrail audit) {
        this.audit = audit;
    }

    @GET
    @Operation(summary = "What was deleted or erased, newest first: of one slide, dataset version or case when given")
    public Page<AuditEntry> list(
            @QueryParam("subject") @Nullable String subject,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return audit.list(subject, PageRequest.of(limit, cursor));
    }
}
