package io.cancernet.common.kafka;

import io.cancernet.common.error.Outage;
import io.cancernet.common.event.Event;
import io.cancernet.common.event.Topic;
import io.cancernet.common.json.Json;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Publishes events and raw records to any topic and returns when the broker has them all. Thread-safe. */
@ApplicationScoped
public class EventPublisher {

    /** Records handed to the producer before their acknowledgements are awaited: bounds memory. */
    private static final int CHUNK = 500;

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final MutinyEmitter<byte[]> emitter;
    private final String source;
    private final Clock clock;

    public EventPublisher(
            @Channel("events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> emitter,
            @ConfigProperty(name = "quarkus.application.name") String source) {
        this.emitter = emitter;
        this.source = source;
        this.clock = Clock.systemUTC();
    }

    /**
     * Publishes events.
     *
     * @throws Outage when the broker does not take them; some may have been published
     */
    public void publish(List<? extends Event> events) {
        Instant now = clock.instant();
        List<OutgoingRecord> records = new ArrayList<>(events.size());
        for (Event event : events) {
            records.add(new OutgoingRecord(
                    event.topic().topicName(),
                    event.key(),
                    Json.write(event),
                    CloudEvents.headers(event, source, now)));
        }
        send(records);
    }

    /** Tells that the key of a compacted topic is gone. @throws Outage when the broker does not take it */
    public void tombstone(Topic topic, String key) {
        send(List.of(new OutgoingRecord(topic.topicName(), key, null, new RecordHeaders())));
    }

    /**
     * Publishes records.
     *
     * @throws Outage when the broker does not take them; some may have been published
     */
    public void send(List<OutgoingRecord> records) {
        for (int from = 0; from < records.size(); from += CHUNK) {
            List<Uni<Void>> sends = new ArrayList<>();
            for (OutgoingRecord each : records.subList(from, Math.min(from + CHUNK, records.size()))) {
                sends.add(emitter.sendMessage(message(each)));
            }
            await(sends);
        }
    }

    private static void await(List<Uni<Void>> sends) {
        try {
            Uni.join().all(sends).andCollectFailures().await().atMost(TIMEOUT);
        } catch (TimeoutException e) {
            throw new Outage("Kafka did not take the records within " + TIMEOUT.toSeconds() + " s", e);
        } catch (RuntimeException e) {
            if (isTooLarge(e)) {
                throw new RecordTooLarge(e);
            }
            throw new Outage("Kafka did not take the records: " + e.getMessage(), e);
        }
    }

    private static boolean isTooLarge(Throwable failure) {
        List<Throwable> causes = failure instanceof CompositeException several ? several.getCauses() : List.of(failure);
        return causes.stream()
                .anyMatch(each ->
                        each instanceof RecordTooLargeException || each.getCause() instanceof RecordTooLargeException);
    }

    /** A record that no broker will ever take at this size. */
    static final class RecordTooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RecordTooLarge(Throwable cause) {
            super("a record is too large for Kafka", cause);
        }
    }

    @SuppressWarnings("NullAway") // a tombstone's payload is null, which Message allows
    private static Message<byte[]> message(OutgoingRecord each) {
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(each.topic())
                .withKey(each.key())
                .withHeaders(each.headers())
                .build();
        return Message.of(each.value(), Metadata.of(metadata));
    }
}
