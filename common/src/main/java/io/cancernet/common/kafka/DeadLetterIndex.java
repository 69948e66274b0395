package io.cancernet.common.kafka;

import io.cancernet.common.event.Topic;
import io.cancernet.common.kafka.TopicParts.Part;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What is told of dead letters in lists, kept in memory without their data: of each partition the newest, so many at most.
 * The first look reads these letters, each later one only what came since. Thread-safe.
 */
public final class DeadLetterIndex {

    private static final int LONGEST_REASON = 1000;
    private static final Comparator<Place> NEWEST_FIRST = Comparator.comparing(Place::failedAt)
            .thenComparing(place -> place.id().topic())
            .thenComparing(place -> place.id().partition())
            .thenComparing(place -> place.id().offset())
            .reversed();

    private final Map<String, Object> kafka;
    private final int mostOfPartition;
    private final TreeMap<Place, Entry> entries = new TreeMap<>(NEWEST_FIRST);
    private final Map<TopicPartition, Part> read = new HashMap<>();
    private final ReplayedLetters replayed = new ReplayedLetters();

    private record Place(Instant failedAt, LetterId id) {}

    /**
     * A letter without its data.
     *
     * @param topic that the record came from
     * @param bytes length of its data; absent where none were kept
     */
    public record Entry(
            LetterId id,
            String topic,
            @Nullable String key,
            @Nullable Integer bytes,
            String code,
            String reason,
            Instant failedAt,
            boolean replayed) {

        private static Entry of(DeadLetter letter) {
            String reason = letter.reason();
            byte[] value = letter.value();
            return new Entry(
                    letter.id(),
                    letter.topic(),
                    letter.key(),
                    value == null ? null : value.length,
                    letter.code(),
                    reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason,
                    letter.failedAt(),
                    letter.replayed());
        }

        private Entry went() {
            return new Entry(id, topic, key, bytes, code, reason, failedAt, true);
        }
    }

    /**
     * What there is now.
     *
     * @param entries newest first
     * @param older letters that are older than those kept here
     */
    public record Listing(List<Entry> entries, long older) {

        public Listing {
            entries = List.copyOf(entries);
        }
    }

    /**
     * @param kafka settings of Kafka's clients
     * @param mostOfPartition letters that are kept of a partition
     */
    public DeadLetterIndex(Map<String, ?> kafka, int mostOfPartition) {
        this.kafka = new HashMap<>(kafka);
        this.mostOfPartition = mostOfPartition;
    }

    /** Looks what there is. @throws org.apache.kafka.common.KafkaException when no broker answers */
    public synchronized Listing look() {
        long older = 0;
        try (TopicParts topics = new TopicParts(kafka)) {
            Map<TopicPartition, Part> whole =
                    topics.whole(topics.partitions(topic -> topic.endsWith(Topic.DEAD_LETTER_SUFFIX)));
            Map<TopicPartition, Part> kept = new HashMap<>();
            for (Map.Entry<TopicPartition, Part> each : whole.entrySet()) {
                Part part = each.getValue();
                Part newest = new Part(Math.max(part.from(), part.end() - mostOfPartition), part.end());
                kept.put(each.getKey(), newest);
                older += newest.from() - part.from();
            }
            forgetBut(kept);
            replayed.refresh(topics);
            topics.read(unread(kept), this::add);
            read.clear();
            read.putAll(kept);
        }
        entries.replaceAll((place, entry) ->
                !entry.replayed() && replayed.has(entry.id(), entry.failedAt()) ? entry.went() : entry);
        return new Listing(List.copyOf(entries.values()), older);
    }

    private void add(ConsumerRecord<String, byte[]> kept) {
        DeadLetter letter = DeadLetter.of(kept, replayed);
        entries.put(new Place(letter.failedAt(), letter.id()), Entry.of(letter));
    }

    /** Forgets what Kafka has no more, what is beyond the bound, and topics that were made anew. */
    private void forgetBut(Map<TopicPartition, Part> kept) {
        read.entrySet().removeIf(before -> {
            Part now = kept.get(before.getKey());
            return now == null || now.end() < before.getValue().end();
        });
        entries.keySet().removeIf(place -> {
            TopicPartition partition =
                    new TopicPartition(place.id().topic(), place.id().partition());
            Part now = kept.get(partition);
            return now == null || !read.containsKey(partition) || place.id().offset() < now.from();
        });
    }

    private Map<TopicPartition, Part> unread(Map<TopicPartition, Part> kept) {
        Map<TopicPartition, Part> unread = new HashMap<>();
        kept.forEach((partition, part) -> {
            Part before = read.get(partition);
            unread.put(partition, before == null ? part : new Part(Math.max(part.from(), before.end()), part.end()));
        });
        return unread;
    }
}
