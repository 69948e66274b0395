package io.cancernet.dataset.model.kafka;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.HeardChanges;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.kafka.BatchConsumer;
import io.cancernet.common.kafka.Origin;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.cancernet.dataset.model.PromotedModel;
import io.cancernet.dataset.model.PromotedModels;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes {@code cancernet.models.promoted.v1}, in order: the topic has one partition. */
@ApplicationScoped
class PromotionConsumer {

    private final BatchConsumer consumer;
    private final PromotedModels models;
    private final HeardChanges changes;

    PromotionConsumer(BatchConsumer consumer, PromotedModels models, HeardChanges changes) {
        this.consumer = consumer;
        this.models = models;
        this.changes = changes;
    }

    @Incoming("models-promoted")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        for (ConsumerRecord<String, byte[]> each : records) {
            if (each.value() == null) {
                consumer.consume(() -> remove(each.key(), Origin.of(each)));
            } else {
                consumer.consume(
                        new ConsumerRecords<>(
                                Map.of(new TopicPartition(each.topic(), each.partition()), List.of(each)), Map.of()),
                        ModelPromoted.class,
                        this::put);
            }
        }
    }

    private List<Outcome> put(List<Received<ModelPromoted>> batch) {
        return batch.stream().map(this::put).toList();
    }

    private void remove(String slot, Origin origin) {
        AuditEntry entry = AuditEntry.heard(Instant.now(), origin, "slot-emptied", slot, Map.of());
        changes.run(entry, () -> models.remove(slot));
    }

    private Outcome put(Received<ModelPromoted> each) {
        ModelPromoted event = each.event();
        AuditEntry entry = AuditEntry.heard(
                        Instant.now(),
                        each.origin(),
                        "model-promoted",
                        event.model().toString(),
                        Map.of("slot", event.slot()))
                .by(event.promotedBy(), event.reason());
        Integer patchSize = event.input().patchSize();
        int side = patchSize == null ? event.input().width() : patchSize;
        PromotedModel model =
                new PromotedModel(event.model().toString(), side, event.input().mpp());
        changes.run(entry, () -> models.put(event.slot(), model));
        return Outcome.DONE;
    }
}
