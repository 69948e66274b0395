package io.cancernet.inference.slide.kafka;

import io.cancernet.common.event.SlideIngested;
import io.cancernet.common.kafka.BatchConsumer;
import io.cancernet.inference.slide.RecordSlides;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes {@code cancernet.slides.ingested.v1}. */
@ApplicationScoped
class SlideConsumer {

    private final BatchConsumer consumer;
    private final RecordSlides recordSlides;

    SlideConsumer(BatchConsumer consumer, RecordSlides recordSlides) {
        this.consumer = consumer;
        this.recordSlides = recordSlides;
    }

    @Incoming("slides-ingested")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        consumer.consume(records, SlideIngested.class, recordSlides::handle);
    }
}
