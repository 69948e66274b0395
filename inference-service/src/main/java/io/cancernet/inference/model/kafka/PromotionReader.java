package io.cancernet.inference.model.kafka;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.Topic;
import io.cancernet.common.kafka.BatchConsumer;
import io.cancernet.common.kafka.Origin;
import io.cancernet.inference.model.FollowPromotions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads {@code cancernet.models.promoted.v1} from its start, on a thread of its own, and goes on as promotions come. It
 * takes the partitions without joining a group, so every replica reads all of it and nothing is committed.
 */
@ApplicationScoped
class PromotionReader {

    private static final Logger LOG = Logger.getLogger(PromotionReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration STOP_WAIT = Duration.ofSeconds(10);
    private static final long RETRY_MILLIS = 2000;

    private final Map<String, Object> kafka;
    private final BatchConsumer batchConsumer;
    private final FollowPromotions promotions;
    private final Thread thread = new Thread(this::read, "promotion-reader");
    private volatile boolean stopping;

    PromotionReader(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            BatchConsumer batchConsumer,
            FollowPromotions promotions) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.batchConsumer = batchConsumer;
        this.promotions = promotions;
    }

    void onStart(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.join(POLL.multipliedBy(2).toMillis());
        // It still waits for a store or the broker.
        thread.interrupt();
        thread.join(STOP_WAIT.toMillis());
    }

    private void read() {
        while (!stopping) {
            try (Consumer<String, byte[]> consumer =
                    new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
                follow(consumer);
            } catch (RuntimeException e) {
                if (stopping) {
                    return;
                }
                LOG.warnf(e, "reading the promotions starts again: %s", e.getMessage());
                pause();
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        String topic = Topic.MODELS_PROMOTED.topicName();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        promotions.startOver();
        boolean caughtUp = false;
        while (!stopping) {
            if (!caughtUp
                    && ends.entrySet().stream().allMatch(each -> consumer.position(each.getKey()) >= each.getValue())) {
                caughtUp = true;
                promotions.caughtUp();
            }
            for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
                take(each);
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> each) {
        if (each.value() == null) {
            promotions.retire(each.key(), Origin.of(each));
            return;
        }
        TopicPartition partition = new TopicPartition(each.topic(), each.partition());
        batchConsumer.consume(
                new ConsumerRecords<>(Map.of(partition, List.of(each)), Map.of()),
                ModelPromoted.class,
                promotions::handle);
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
