package io.cancernet.inference.erasure.kafka;

import io.cancernet.common.event.SlideDeleted;
import io.cancernet.common.kafka.BatchConsumer;
import io.cancernet.inference.erasure.FollowDeletions;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes {@code cancernet.slides.deleted.v1}. */
@ApplicationScoped
class DeletionConsumer {

    private final BatchConsumer consumer;
    private final FollowDeletions deletions;

    DeletionConsumer(BatchConsumer consumer, FollowDeletions deletions) {
        this.consumer = consumer;
        this.deletions = deletions;
    }

    @Incoming("slides-deleted")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        consumer.consume(records, SlideDeleted.class, deletions::handle);
    }
}
