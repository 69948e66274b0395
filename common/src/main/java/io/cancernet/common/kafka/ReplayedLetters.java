package io.cancernet.common.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cancernet.common.event.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The notes of letters that went back, from the topic {@link Topic#REPLAYED_LETTERS}. A note holds when its letter failed:
 * a topic that is made anew counts its places from 0 again.
 */
final class ReplayedLetters {

    private final Map<LetterId, Instant> notes = new HashMap<>();
    private final Map<TopicPartition, Long> read = new HashMap<>();

    static ProducerRecord<String, byte[]> note(DeadLetter letter) {
        return new ProducerRecord<>(
                Topic.REPLAYED_LETTERS,
                letter.id().toString(),
                letter.failedAt().toString().getBytes(UTF_8));
    }

    /** Reads what was noted since the last time. */
    void refresh(TopicParts topics) {
        Map<TopicPartition, TopicParts.Part> parts =
                topics.whole(topics.partitions(topic -> topic.equals(Topic.REPLAYED_LETTERS)));
        Map<TopicPartition, TopicParts.Part> fresh = new HashMap<>();
        parts.forEach((partition, part) -> {
            long from = Math.max(part.from(), read.getOrDefault(partition, 0L));
            fresh.put(partition, new TopicParts.Part(Math.min(from, part.end()), part.end()));
        });
        topics.read(fresh, this::add);
        fresh.forEach((partition, part) -> read.put(partition, part.end()));
    }

    boolean has(LetterId letter, Instant failedAt) {
        return failedAt.equals(notes.get(letter));
    }

    private void add(ConsumerRecord<String, byte[]> note) {
        notes.put(LetterId.parse(note.key()), Instant.parse(new String(note.value(), UTF_8)));
    }
}
