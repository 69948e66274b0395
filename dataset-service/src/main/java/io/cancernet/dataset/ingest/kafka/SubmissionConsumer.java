package io.cancernet.dataset.ingest.kafka;

import io.cancernet.common.event.SlideSubmitted;
import io.cancernet.common.kafka.BatchConsumer;
import io.cancernet.dataset.ingest.TakeSubmissions;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes {@code cancernet.slides.submitted.v1}. */
@ApplicationScoped
class SubmissionConsumer {

    private final BatchConsumer consumer;
    private final TakeSubmissions submissions;

    SubmissionConsumer(BatchConsumer consumer, TakeSubmissions submissions) {
        this.consumer = consumer;
        this.submissions = submissions;
    }

    @Incoming("slides-submitted")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        consumer.consume(records, SlideSubmitted.class, submissions::handle);
    }
}
