package io.cancernet.inference.scoring.kafka;

import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.kafka.BatchConsumer;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.cancernet.inference.scoring.Priority;
import io.cancernet.inference.scoring.ScorePatches;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Consumes {@code cancernet.patches.queued.v1} and, beside it, {@code cancernet.patches.urgent.v1}. */
@ApplicationScoped
class PatchConsumer {

    /** A batch may hold patches of many requests: the first ones are enough to find it. */
    private static final int MOST_LOGGED = 3;

    private final BatchConsumer consumer;
    private final ScorePatches scorePatches;

    PatchConsumer(BatchConsumer consumer, ScorePatches scorePatches) {
        this.consumer = consumer;
        this.scorePatches = scorePatches;
    }

    @Incoming("patches-queued")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        consumer.consume(records, PatchQueued.class, batch -> handle(batch, Priority.NORMAL));
    }

    @Incoming("patches-urgent")
    @Blocking
    void consumeUrgent(ConsumerRecords<String, byte[]> records) {
        consumer.consume(records, PatchQueued.class, batch -> handle(batch, Priority.URGENT));
    }

    private List<Outcome> handle(List<Received<PatchQueued>> batch, Priority priority) {
        MDC.put("requestId", some(batch, PatchQueued::requestId));
        MDC.put("slideId", some(batch, PatchQueued::slideId));
        try {
            return scorePatches.handle(batch, priority);
        } finally {
            MDC.remove("requestId");
            MDC.remove("slideId");
        }
    }

    private static String some(List<Received<PatchQueued>> batch, Function<PatchQueued, @Nullable Object> id) {
        return batch.stream()
                .map(each -> id.apply(each.event()))
                .filter(Objects::nonNull)
                .distinct()
                .limit(MOST_LOGGED)
                .map(Objects::toString)
                .collect(Collectors.joining(","));
    }
}
