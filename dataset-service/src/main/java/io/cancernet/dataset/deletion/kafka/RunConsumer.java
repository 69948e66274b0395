package io.cancernet.dataset.deletion.kafka;

import io.cancernet.common.event.RunChanged;
import io.cancernet.common.kafka.BatchConsumer;
import io.cancernet.dataset.deletion.FollowRuns;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes {@code cancernet.runs.v1}. */
@ApplicationScoped
class RunConsumer {

    private final BatchConsumer consumer;
    private final FollowRuns runs;

    RunConsumer(BatchConsumer consumer, FollowRuns runs) {
        this.consumer = consumer;
        this.runs = runs;
    }

    @Incoming("runs")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        consumer.consume(records, RunChanged.class, runs::handle);
    }
}
