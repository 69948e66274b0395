package io.cancernet.training.deadletter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cancernet.common.error.Outage;
import io.cancernet.common.kafka.DeadLetter;
import io.cancernet.common.kafka.DeadLetterArchive;
import io.cancernet.common.kafka.DeadLetterIndex;
import io.cancernet.common.kafka.DeadLetterQuery;
import io.cancernet.common.kafka.LetterId;
import io.cancernet.training.deadletter.DeadLetterConfig;
import io.cancernet.training.deadletter.LetterBox;
import io.cancernet.training.deadletter.OpenedLetter;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The dead letters that lie in Kafka. */
@ApplicationScoped
class KafkaLetterBox implements LetterBox {

    private final DeadLetterIndex index;
    private final DeadLetterArchive archive;

    KafkaLetterBox(@Identifier("default-kafka-broker") Map<String, Object> kafka, DeadLetterConfig config) {
        index = new DeadLetterIndex(kafka, config.listed());
        archive = new DeadLetterArchive(kafka);
    }

    @Override
    public DeadLetterIndex.Listing look() {
        return asking(index::look);
    }

    @Override
    public Optional<OpenedLetter> open(LetterId letter) {
        return asking(() -> archive.find(letter)).map(KafkaLetterBox::opened);
    }

    /** One replay at a time: the archive notes each letter after it went. */
    @Override
    public synchronized Sent replay(Set<LetterId> letters) {
        DeadLetterArchive.Replay replay =
                asking(() -> archive.replay(new DeadLetterQuery(Set.of(), Set.of(), letters, true)));
        return new Sent(replay.replayed().letters(), replay.left());
    }

    private static OpenedLetter opened(DeadLetter letter) {
        Map<String, String> headers = new TreeMap<>();
        letter.headers().forEach(each -> headers.put(each.key(), text(each.value())));
        byte[] value = letter.value();
        return new OpenedLetter(
                letter.id(),
                letter.topic(),
                letter.key(),
                letter.code(),
                letter.reason(),
                letter.failedAt(),
                letter.replayed(),
                headers,
                value == null ? null : text(value),
                value == null ? 0 : value.length);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, 0, Math.min(bytes.length, OpenedLetter.MOST_SHOWN), UTF_8);
    }

    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw new Outage("Kafka does not answer", e);
        }
    }
}
