package io.cancernet.training.deadletter.rest;

import io.cancernet.common.kafka.LetterId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.security.Caller;
import io.cancernet.common.security.Roles;
import io.cancernet.training.deadletter.DeadLetters;
import io.cancernet.training.deadletter.GroupedLetters;
import io.cancernet.training.deadletter.LetterFilter;
import io.cancernet.training.deadletter.Replay;
import io.cancernet.training.deadletter.ReplayRecord;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The dead letters of all services over REST. */
@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "dead letters", description = "Records that services could not use, and why")
public class DeadLetterResource {

    private final DeadLetters letters;
    private final Caller caller;

    DeadLetterResource(DeadLetters letters, Caller caller) {
        this.letters = letters;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Dead letters without their data, newest first; keys and reasons for operators")
    public Page<LetterView> list(
            @Parameter(description = "that the records came from", example = "cancernet.patches.queued.v1")
                    @QueryParam("topic")
                    @Nullable String topic,
            @Parameter(example = "unknown-shard") @QueryParam("code") @Nullable String code,
            @Parameter(description = "whether they went back already") @QueryParam("replayed") @Nullable Boolean replayed,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return letters.list(new LetterFilter(topic, code, replayed, Set.of()), PageRequest.of(limit, cursor))
                .map(each -> LetterView.from(each, mayRead()));
    }

    @GET
    @Path("/groups")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Dead letters counted by topic and code, with the newest reason for operators")
    public GroupedLetters groups() {
        GroupedLetters groups = letters.groups();
        return mayRead() ? groups : groups.withoutReasons();
    }

    @GET
    @Path("/{letter}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "One dead letter with headers and data",
            description =
                    "The first 16 KiB of the data. An event may name where a slide lies, so this is for operators.")
    public OpenedLetterView open(
            @Parameter(description = "TOPIC@PARTITION:OFFSET", example = "cancernet.patches.queued.v1.failed@0:42")
                    @PathParam("letter")
                    String letter) {
        return OpenedLetterView.from(letters.open(LetterId.parse(letter)));
    }

    @POST
    @Path("/replay")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Put records back on their topics, the oldest first",
            description =
                    "Named letters, or those of a topic or code, at most 1,000 at once: ask again while any remain."
                            + " What went back before is left out unless again is true.")
    @RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "code",
                                            value =
                                                    "{\"code\": \"unknown-shard\", \"reason\": \"the shard is restored\"}")))
    public Replay replay(NewReplay body) {
        return letters.replay(body.toOrder(), caller.name());
    }

    @GET
    @Path("/replays")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Who put letters back, newest first")
    public Page<ReplayRecord> replays(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return letters.replays(PageRequest.of(limit, cursor));
    }

    /** A reason may quote the record, and with it a patient. */
    private boolean mayRead() {
        return caller.has(Roles.OPERATOR);
    }
}
