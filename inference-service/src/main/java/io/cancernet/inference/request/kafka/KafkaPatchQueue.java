package io.cancernet.inference.request.kafka;

import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.inference.request.PatchQueue;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;

/**
 * Publishes patches by a producer of its own, which keeps neighbours together: whoever consumes a batch of them reads
 * their images by a few ranged reads.
 */
@ApplicationScoped
class KafkaPatchQueue implements PatchQueue {

    private final EventPublisher publisher;

    /** The emitter's presence makes the channel, and with it the producer. */
    @SuppressWarnings("UnusedVariable") // see above
    KafkaPatchQueue(
            KafkaClientService clients,
            @Channel("patches") MutinyEmitter<byte[]> emitter,
            @ConfigProperty(name = "quarkus.application.name") String source) {
        this.publisher = new EventPublisher(clients, "patches", source);
    }

    @Override
    public void queue(List<PatchQueued> patches) {
        publisher.publish(patches);
    }
}
