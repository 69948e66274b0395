package io.cancernet.training.model.rest;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.security.Caller;
import io.cancernet.common.security.Roles;
import io.cancernet.training.model.Models;
import io.cancernet.training.model.PromotionQuery;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Slots and the ledger of decisions on them, over REST. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "promotions", description = "Who serves in the slots live and shadow, and who decided so")
@Blocking
@RolesAllowed(Roles.VIEWER)
public class SlotResource {

    private static final String DECISION =
            "{\"by\": \"n.ohara\", \"reason\": \"misses small tumours\", \"expected\": \"cancernet/20261121-093012-7f3a9c\"}";

    private final Models models;
    private final Caller caller;

    public SlotResource(Models models, Caller caller) {
        this.models = models;
        this.caller = caller;
    }

    @GET
    @Path("/slots")
    @Operation(summary = "Show who serves in each slot")
    public Page<SlotView> slots() {
        return Page.whole(Stream.of(ModelPromoted.LIVE, ModelPromoted.SHADOW)
                .map(slot -> slot(slot, null))
                .toList());
    }

    @GET
    @Path("/slots/{slot}")
    @Operation(summary = "Show who serves in a slot, or served at a time")
    public SlotView slot(
            @PathParam("slot") String slot,
            @Parameter(description = "UTC; absent: now", example = "2026-11-21T12:00:00Z") @QueryParam("at") @Nullable String at) {
        Instant time = at == null ? null : instant(at);
        return SlotView.of(slot, time, models.standing(slot, time));
    }

    @POST
    @RolesAllowed(Roles.APPROVER)
    @Path("/slots/{slot}/rollback")
    @Operation(summary = "Put back the model before; again, the one before that")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "decision", value = DECISION)))
    public PromotionView rollBack(@PathParam("slot") String slot, NewDecision body) {
        return PromotionView.from(models.rollBack(body.toDecision(slot, caller), DemandedGates.of(body.gates())));
    }

    @POST
    @RolesAllowed(Roles.APPROVER)
    @Path("/slots/{slot}/retire")
    @Operation(summary = "Empty a slot: patches wait until another model is promoted")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "decision", value = DECISION)))
    public PromotionView retire(@PathParam("slot") String slot, NewDecision body) {
        return PromotionView.from(models.retire(body.toDecision(slot, caller)));
    }

    @GET
    @Path("/promotions")
    @Operation(summary = "Show the promotion ledger, newest first")
    public Page<PromotionView> promotions(
            @QueryParam("slot") @Nullable String slot,
            @Parameter(description = "NAME/VERSION") @QueryParam("model") @Nullable String model,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        ModelVersion version = model == null ? null : version(model);
        return models.promotions(new PromotionQuery(slot, version, PageRequest.of(limit, cursor)))
                .map(PromotionView::from);
    }

    private static ModelVersion version(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException("a model is written NAME/VERSION: '%s'".formatted(text));
        }
        return new ModelVersion(text.substring(0, slash), text.substring(slash + 1));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "at is a time in UTC, such as 2026-11-21T12:00:00Z: '%s'".formatted(text), e);
        }
    }
}
