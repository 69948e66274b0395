package io.cancernet.common.kafka;

import io.cancernet.common.error.Outage;
import io.cancernet.common.event.Event;
import io.cancernet.common.event.Topic;
import io.cancernet.common.json.Json;
import io.cancernet.common.tracing.ProducerTrace;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;

/**
 * Publishes events and raw records to any topic and returns when the broker has them all. Thread-safe.
 *
 * <p>It uses a channel's producer itself: through the channel's emitter a record passed four threads and took as much
 * processor time as decoding a patch.
 */
@ApplicationScoped
public class EventPublisher {

    /** Records handed to the producer before their acknowledgements are awaited: bounds memory. */
    private static final int CHUNK = 500;

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final KafkaClientService clients;
    private final String channel;
    private final String source;
    private final Clock clock = Clock.systemUTC();

    /** The emitter's presence makes the channel, and with it the producer. */
    @Inject
    @SuppressWarnings("UnusedVariable") // see above
    public EventPublisher(
            KafkaClientService clients,
            @Channel("events") MutinyEmitter<byte[]> events,
            @ConfigProperty(name = "quarkus.application.name") String source) {
        this(clients, "events", source);
    }

    /**
     * A publisher by the producer of another outgoing channel, which an emitter somewhere makes.
     *
     * @param source name of the service that tells the events
     */
    public EventPublisher(KafkaClientService clients, String channel, String source) {
        this.clients = clients;
        this.channel = channel;
        this.source = source;
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
        Producer<String, byte[]> producer = producer();
        for (int from = 0; from < records.size(); from += CHUNK) {
            List<Future<RecordMetadata>> sends = new ArrayList<>();
            try (ProducerTrace trace = new ProducerTrace()) {
                for (OutgoingRecord each : records.subList(from, Math.min(from + CHUNK, records.size()))) {
                    trace.inject(each.topic(), each.key(), each.headers());
                    sends.add(producer.send(
                            new ProducerRecord<>(each.topic(), null, each.key(), each.value(), each.headers())));
                }
                await(sends);
            } catch (KafkaException e) {
                throw refused(e);
            }
        }
    }

    private Producer<String, byte[]> producer() {
        KafkaProducer<String, byte[]> producer = clients.getProducer(channel);
        if (producer == null) {
            throw new Outage("Kafka's producer is not there yet, or no more");
        }
        return producer.unwrap();
    }

    private static void await(List<Future<RecordMetadata>> sends) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        for (Future<RecordMetadata> each : sends) {
            try {
                each.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw new Outage("Kafka did not take the records within " + TIMEOUT.toSeconds() + " s", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Outage("stopped while Kafka took the records", e);
            } catch (ExecutionException e) {
                throw refused(Objects.requireNonNullElse(e.getCause(), e));
            }
        }
    }

    private static RuntimeException refused(Throwable failure) {
        return failure instanceof RecordTooLargeException
                ? new RecordTooLarge(failure)
                : new Outage("Kafka did not take the records: " + failure, failure);
    }

    /** A record that no broker will ever take at this size. */
    static final class RecordTooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RecordTooLarge(Throwable cause) {
            super("a record is too large for Kafka", cause);
        }
    }
}
