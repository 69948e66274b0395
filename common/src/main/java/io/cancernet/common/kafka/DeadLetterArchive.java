package io.cancernet.common.kafka;

import io.cancernet.common.event.Topic;
import io.cancernet.common.kafka.TopicParts.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The dead letters of a broker: reads them, and puts records back where they came from. What went back is noted on a
 * topic of its own, {@link Topic#REPLAYED_LETTERS}, whose notes outlive the letters; a letter itself never changes. A
 * replay that dies between record and note sends the record again the next time, which changes nothing: effects are
 * idempotent. Needs Kafka's client alone; not thread-safe.
 */
public final class DeadLetterArchive {

    private static final int TIMEOUT_MILLIS = 15_000;
    private static final int LARGEST = 4 << 20;
    private static final int TOGETHER = 200;
    private static final Set<String> COMPACTED = Stream.of(Topic.values())
            .filter(Topic::compacted)
            .map(Topic::topicName)
            .collect(Collectors.toSet());

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
     * Hands letters over, the oldest of each partition first, up to those that are there now. Of letters that are named, no
     * more is read than lies between the first and the last of a partition.
     *
     * @throws KafkaException when no broker answers
     */
    public void read(DeadLetterQuery query, Consumer<DeadLetter> into) {
        try (TopicParts topics = new TopicParts(kafka)) {
            ReplayedLetters replayed = new ReplayedLetters();
            replayed.refresh(topics);
            topics.read(parts(topics, query), kept -> {
                DeadLetter letter = DeadLetter.of(kept, replayed);
                if (query.asksFor(letter)) {
                    into.accept(letter);
                }
            });
        }
    }

    /** One letter; nothing when there is none at that place. @throws KafkaException when no broker answers */
    public Optional<DeadLetter> find(LetterId letter) {
        List<DeadLetter> found = new ArrayList<>();
        read(new DeadLetterQuery(Set.of(), Set.of(), Set.of(letter), true), found::add);
        return found.stream().findFirst();
    }

    /**
     * Puts records back, each once, with their keys, values and own headers. One that fails again meanwhile is a new letter
     * and not touched. Those of a compacted topic stay: what was promoted since would give way to them.
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
                } else if (COMPACTED.contains(letter.topic())) {
                    left.merge(
                            "topic %s keeps the newest record of a key: an older one would undo it"
                                    .formatted(letter.topic()),
                            1,
                            Integer::sum);
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
        send(producer, letters.stream().map(ReplayedLetters::note).toList());
        letters.forEach(replayed);
        letters.clear();
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
        try (TopicParts topics = new TopicParts(kafka)) {
            return topics.topics();
        }
    }

    private static Map<TopicPartition, Part> parts(TopicParts topics, DeadLetterQuery query) {
        Map<TopicPartition, Part> parts = new HashMap<>(topics.whole(
                topics.partitions(topic -> topic.endsWith(Topic.DEAD_LETTER_SUFFIX) && query.asksFor(topic))));
        if (!query.letters().isEmpty()) {
            parts.replaceAll((partition, part) -> named(query, partition, part));
        }
        return parts;
    }

    private static Part named(DeadLetterQuery query, TopicPartition partition, Part part) {
        LongSummaryStatistics offsets = query.letters().stream()
                .filter(each -> each.topic().equals(partition.topic()) && each.partition() == partition.partition())
                .mapToLong(LetterId::offset)
                .summaryStatistics();
        long end = offsets.getCount() == 0 ? part.from() : Math.min(part.end(), offsets.getMax() + 1);
        long from = offsets.getCount() == 0 ? part.from() : Math.max(part.from(), offsets.getMin());
        return new Part(Math.min(from, end), end);
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
