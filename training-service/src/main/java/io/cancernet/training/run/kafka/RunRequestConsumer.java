package io.cancernet.training.run.kafka;

import io.cancernet.common.event.RunRequested;
import io.cancernet.common.kafka.BatchConsumer;
import io.cancernet.training.run.TakeRunRequests;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes {@code cancernet.runs.requested.v1}. */
@ApplicationScoped
class RunRequestConsumer {

    private final BatchConsumer consumer;
    private final TakeRunRequests requests;

    RunRequestConsumer(BatchConsumer consumer, TakeRunRequests requests) {
        this.consumer = consumer;
        this.requests = requests;
    }

    @Incoming("runs-requested")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        consumer.consume(records, RunRequested.class, requests::handle);
    }
}
