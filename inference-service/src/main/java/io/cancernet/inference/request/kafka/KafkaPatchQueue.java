package io.cancernet.inference.request.kafka;

import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.inference.request.PatchQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class KafkaPatchQueue implements PatchQueue {

    private final EventPublisher publisher;

    KafkaPatchQueue(EventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void queue(List<PatchQueued> patches) {
        publisher.publish(patches);
    }
}
