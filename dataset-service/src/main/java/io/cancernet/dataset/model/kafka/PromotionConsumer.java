package io.cancernet.dataset.model.kafka;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.kafka.BatchConsumer;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.cancernet.dataset.model.PromotedModel;
import io.cancernet.dataset.model.PromotedModels;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
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

    PromotionConsumer(BatchConsumer consumer, PromotedModels models) {
        this.consumer = consumer;
        this.models = models;
    }

    @Incoming("models-promoted")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        for (ConsumerRecord<String, byte[]> each : records) {
            if (each.value() == null) {
                models.remove(each.key());
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
        return batch.stream().map(each -> put(each.event())).toList();
    }

    private Outcome put(ModelPromoted event) {
        Integer patchSize = event.input().patchSize();
        int side = patchSize == null ? event.input().width() : patchSize;
        models.put(
                event.slot(),
                new PromotedModel(event.model().toString(), side, event.input().mpp()));
        return Outcome.DONE;
    }
}
