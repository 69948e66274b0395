package io.cancernet.training.deadletter.rest;

import io.cancernet.common.kafka.LetterId;
import io.cancernet.training.deadletter.ReplayOrder;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body that asks for a replay. */
record NewReplay(
        @Schema(description = "single letters, each TOPIC@PARTITION:OFFSET") @Nullable List<String> letters,

        @Schema(description = "all of a topic", examples = "cancernet.patches.queued.v1") @Nullable String topic,

        @Schema(description = "all of an error code", examples = "unknown-shard") @Nullable String code,

        @Schema(description = "whether those that went back before do so again; false by default") @Nullable Boolean again,

        @Schema(description = "how many at most, 1 to 1,000; 500 by default") @Nullable Integer limit,

        @Nullable String reason) {

    private static final int USUAL = 500;

    ReplayOrder toOrder() {
        return new ReplayOrder(
                Objects.requireNonNullElse(letters, List.<String>of()).stream()
                        .map(LetterId::parse)
                        .collect(Collectors.toSet()),
                topic,
                code,
                Boolean.TRUE.equals(again),
                Objects.requireNonNullElse(limit, USUAL),
                Objects.requireNonNullElse(reason, ""));
    }
}
