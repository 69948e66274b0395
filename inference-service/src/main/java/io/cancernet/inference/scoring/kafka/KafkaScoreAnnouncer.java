package io.cancernet.inference.scoring.kafka;

import io.cancernet.common.event.PatchScored;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.inference.scoring.ScoreAnnouncer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class KafkaScoreAnnouncer implements ScoreAnnouncer {

    private final EventPublisher publisher;

    KafkaScoreAnnouncer(EventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void announce(List<PatchScored> scores) {
        publisher.publish(scores);
    }
}
