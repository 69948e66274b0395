package io.cancernet.common.kafka;

import io.cancernet.common.event.Topic;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes the topics that are missing, before any consumer subscribes to them. */
@ApplicationScoped
public class TopicSetup {

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);

    /** In bytes: a dead letter is its record, which may fill a broker's usual limit of 1 MiB, and why it failed. */
    private static final int LARGEST_DEAD_LETTER = 4 << 20;

    private final Map<String, Object> kafka;
    private final boolean enabled;
    private final Optional<Short> replicas;

    public TopicSetup(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "cancernet.topics.create", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "cancernet.topics.replicas") Optional<Short> replicas) {
        this.kafka = new HashMap<>(kafka);
        this.enabled = enabled;
        this.replicas = replicas;
    }

    /** Runs before the messaging extension starts its channels. */
    void onStart(@Observes @Priority(1) StartupEvent event) {
        if (enabled) {
            create();
        }
    }

    void create() {
        try (Admin admin = Admin.create(kafka)) {
            for (Map.Entry<String, KafkaFuture<Void>> each :
                    admin.createTopics(topics(replicas)).values().entrySet()) {
                awaitCreation(each.getKey(), each.getValue());
            }
        }
    }

    /**
     * All topics, with the settings that they are made with.
     *
     * @param replicas of each; the broker's number by default
     */
    public static List<NewTopic> topics(Optional<Short> replicas) {
        List<NewTopic> topics = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            Map<String, String> config = topic.compacted()
                    ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
                    : Map.of(
                            TopicConfig.RETENTION_MS_CONFIG,
                            Long.toString(topic.retention().toMillis()));
            topics.add(newTopic(topic.topicName(), topic.partitions(), replicas, config));
            topics.add(newTopic(
                    topic.deadLetterName(),
                    1,
                    replicas,
                    Map.of(
                            TopicConfig.RETENTION_MS_CONFIG,
                            Long.toString(Topic.DEAD_LETTER_RETENTION.toMillis()),
                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                            Integer.toString(LARGEST_DEAD_LETTER))));
        }
        topics.add(newTopic(
                Topic.REPLAYED_LETTERS,
                1,
                replicas,
                Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(Topic.DEAD_LETTER_RETENTION.toMillis()))));
        return topics;
    }

    private static NewTopic newTopic(
            String name, int partitions, Optional<Short> replicas, Map<String, String> config) {
        return new NewTopic(name, Optional.of(partitions), replicas).configs(config);
    }

    private static void awaitCreation(String name, KafkaFuture<Void> creation) {
        try {
            creation.get();
            LOG.infof("made topic %s", name);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot make topic " + name + ": " + e.getCause(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while making topics", e);
        }
    }
}
