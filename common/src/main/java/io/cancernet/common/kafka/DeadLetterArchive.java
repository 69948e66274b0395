package io.cancernet.common.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cancernet.common.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The dead letters of a broker: reads them, and puts records back where they came from. What went back is noted on a
 * topic of its own, {@link Topic#REPLAYED_LETTERS}, whose notes outlive the letters; a letter itself never changes. A
 * replay that dies between record and note sends the record again the next time, which changes nothing: effects are
 * idempotent. Needs Kafka's client alone; not thread-safe.
 */
public final class DeadLetterArchive {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final int LARGEST = 4 << 20;
    private static final int TOGETHER = 200;

    private final Map<String, Object> kafka;

    /** @param kafka settings of Kafka's clients, {@code bootstrap.servers} above all */
    public DeadLetterArchive(Map<String, ?> kafka) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.remove(ConsumerConfig.GROUP_ID_CONFIG);
    }

    /**
     * What a replay did.
     *
     * @param replayed the letters whose records went back
     * @param left letters that cannot go back, with how many there are for each reason
     */
    public record Replay(DeadLetterGroups replayed, Map<String, Integer> left) {}

    /**
     * Hands letters over, the oldest of each partition first, up to those that are there now.
     *
     * @throws KafkaException when no broker answers
     */
    public void read(DeadLetterQuery query, Consumer<DeadLetter> into) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            Map<LetterId, Instant> replayed = replayed(consumer);
            List<TopicPartition> partitions = partitions(consumer, query);
            readAll(consumer, partitions, kept -> {
                DeadLetter letter = DeadLetter.of(kept, replayed);
                if (query.asksFor(letter)) {
                    into.accept(letter);
                }
            });
        }
    }

    /**
     * Puts records back, each once, with their keys, values and own headers. One that fails again meanwhile is a new letter
     * and not touched.
     *
     * @throws KafkaException when the broker does not take them; what went back until then is noted
     */
    public Replay replay(DeadLetterQuery query) {
        DeadLetterGroups replayed = new DeadLetterGroups();
        Map<String, Integer> left = new TreeMap<>();
        Set<String> topics = topics();
        if (!topics.contains(Topic.REPLAYED_LETTERS)) {
            throw new IllegalStateException(
                    "the topic %s is not there to note what goes back: services make it when they start"
                            .formatted(Topic.REPLAYED_LETTERS));
        }
        List<DeadLetter> together = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = producer()) {
            read(query, letter -> {
                if (letter.value() == null) {
                    left.merge("no value was kept, since it was too large or there was none", 1, Integer::sum);
                } else if (!topics.contains(letter.topic())) {
                    left.merge("topic %s is not there".formatted(letter.topic()), 1, Integer::sum);
                } else {
                    together.add(letter);
                }
                if (together.size() == TOGETHER) {
                    send(producer, together, replayed);
                }
            });
            send(producer, together, replayed);
        }
        return new Replay(replayed, left);
    }

    private static void send(
            KafkaProducer<String, byte[]> producer, List<DeadLetter> letters, DeadLetterGroups replayed) {
        send(producer, letters.stream().map(DeadLetter::original).toList());
        send(producer, letters.stream().map(DeadLetterArchive::note).toList());
        letters.forEach(replayed);
        letters.clear();
    }

    private static ProducerRecord<String, byte[]> note(DeadLetter letter) {
        return new ProducerRecord<>(
                Topic.REPLAYED_LETTERS,
                letter.id().toString(),
                letter.failedAt().toString().getBytes(UTF_8));
    }

    private static void send(KafkaProducer<String, byte[]> producer, List<ProducerRecord<String, byte[]>> records) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new KafkaException("the broker did not take a record: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("stopped while records went back", e);
            }
        }
    }

    private Set<String> topics() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return Set.copyOf(consumer.listTopics().keySet());
        }
    }

    /** The letters that went back, with when they failed: a topic that is made anew counts its places from 0 again. */
    private static Map<LetterId, Instant> replayed(KafkaConsumer<String, byte[]> consumer) {
        Map<LetterId, Instant> replayed = new HashMap<>();
        List<TopicPartition> notes = consumer.listTopics().getOrDefault(Topic.REPLAYED_LETTERS, List.of()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        readAll(
                consumer,
                notes,
                note -> replayed.put(LetterId.parse(note.key()), Instant.parse(new String(note.value(), UTF_8))));
        return replayed;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, DeadLetterQuery query) {
        return consumer.listTopics().entrySet().stream()
                .filter(each -> each.getKey().endsWith(Topic.DEAD_LETTER_SUFFIX) && query.asksFor(each.getKey()))
                .flatMap(each -> each.getValue().stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    /** Reads partitions from their start to what is their end now. */
    private static void readAll(
            KafkaConsumer<String, byte[]> consumer,
            List<TopicPartition> partitions,
            Consumer<ConsumerRecord<String, byte[]>> into) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(each.topic(), each.partition());
                // What came after the end was looked at may be a letter that this very replay made.
                if (each.offset() < ends.getOrDefault(partition, 0L)) {
                    into.accept(each);
                }
            }
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * TIMEOUT_MILLIS);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
