package io.cancernet.common.audit.rest;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.AuditQuery;
import io.cancernet.common.audit.AuditTrail;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit of a service over REST. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "audit", description = "Who changed what, when and from where")
public class AuditResource {

    private final AuditTrail audit;

    public AuditResource(AuditTrail audit) {
        this.audit = audit;
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER})
    @Operation(summary = "List changes of this service, newest first")
    public Page<AuditEntry> list(
            @QueryParam("who") @Nullable String who,
            @Parameter(description = "as it stands in an entry", example = "POST /api/v1/runs")
                    @QueryParam("action")
                    @Nullable String action,
            @Parameter(description = "id of a run, slide, case or ingest; NAME/VERSION of a model or dataset; a slot")
                    @QueryParam("subject")
                    @Nullable String subject,
            @Parameter(description = "UTC", example = "2026-11-21T12:00:00Z") @QueryParam("from") @Nullable String from,
            @Parameter(description = "UTC; the instant after the last") @QueryParam("until") @Nullable String until,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        AuditQuery query = new AuditQuery(who, action, subject, instant("from", from), instant("until", until));
        return audit.list(query, PageRequest.of(limit, cursor));
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "%s is a time in UTC, such as 2026-11-21T12:00:00Z: '%s'".formatted(name, text), e);
        }
    }
}
