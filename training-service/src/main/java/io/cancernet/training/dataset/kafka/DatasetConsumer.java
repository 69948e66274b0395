package io.cancernet.training.dataset.kafka;

import io.cancernet.common.event.DatasetFrozen;
import io.cancernet.common.kafka.BatchConsumer;
import io.cancernet.training.dataset.FollowDatasets;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes {@code cancernet.datasets.frozen.v1}. */
@ApplicationScoped
class DatasetConsumer {

    private final BatchConsumer consumer;
    private final FollowDatasets datasets;

    DatasetConsumer(BatchConsumer consumer, FollowDatasets datasets) {
        this.consumer = consumer;
        this.datasets = datasets;
    }

    @Incoming("datasets-frozen")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        consumer.consume(records, DatasetFrozen.class, datasets::handle);
    }
}
