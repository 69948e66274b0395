package io.cancernet.training.patch.kafka;

import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.kafka.BatchConsumer;
import io.cancernet.training.patch.StorePatches;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes {@code cancernet.patches.extracted.v1}. */
@ApplicationScoped
class PatchConsumer {

    private final BatchConsumer consumer;
    private final StorePatches store;

    PatchConsumer(BatchConsumer consumer, StorePatches store) {
        this.consumer = consumer;
        this.store = store;
    }

    @Incoming("patches-extracted")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        consumer.consume(records, PatchExtracted.class, store::handle);
    }
}
