package io.cancernet.inference.model.kafka;

import io.cancernet.common.event.ModelRejected;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.inference.model.RejectedModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class KafkaRejectedModels implements RejectedModels {

    private final EventPublisher publisher;

    KafkaRejectedModels(EventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void announce(ModelRejected rejected) {
        publisher.publish(List.of(rejected));
    }
}
