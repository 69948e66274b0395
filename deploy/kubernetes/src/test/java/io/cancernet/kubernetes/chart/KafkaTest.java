package io.cancernet.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.Topic;
import io.cancernet.common.kafka.TopicSetup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** That topics are those of the code, and that scaling ends where partitions do. */
class KafkaTest {

    private static final Path HOME = Path.of(System.getProperty("cancernet.home", "../.."));

    private static final Pattern TOPIC = Pattern.compile("`(cancernet\\.[a-z.]+\\.v[0-9]+)`");

    @Test
    void topics_are_those_of_the_code() {
        List<String> rendered = new ArrayList<>();
        Chart.standard().ofKind("KafkaTopic").forEach(each -> {
            TreeMap<String, String> config = new TreeMap<>();
            each.at("/spec/config")
                    .properties()
                    .forEach(
                            field -> config.put(field.getKey(), field.getValue().asText()));
            rendered.add(Chart.name(each) + " " + each.at("/spec/partitions") + " " + each.at("/spec/replicas") + " "
                    + config);
        });
        List<String> made = new ArrayList<>();
        for (NewTopic topic : TopicSetup.topics(Optional.of((short) 3))) {
            made.add(topic.name() + " " + topic.numPartitions() + " " + topic.replicationFactor() + " "
                    + new TreeMap<>(topic.configs()));
        }

        assertThat(rendered).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void integrator_may_do_to_each_topic_what_the_guide_says_and_nothing_else() throws IOException {
        Map<String, String> told = new TreeMap<>();
        String operation = "";
        for (String line : Files.readAllLines(HOME.resolve("deploy/guides/integrator.md"))) {
            if (line.startsWith("#")) {
                operation = line.matches("### You (may )?tell: .+") ? "Write" : "Read";
            } else if (line.startsWith("Topic ")) {
                for (MatchResult topic : TOPIC.matcher(line).results().toList()) {
                    told.put(topic.group(1), operation);
                }
            }
        }
        Map<String, String> allowed = new TreeMap<>();
        Chart.with(Map.of("kafka.integrators[0]", "pacs"))
                .the("KafkaUser", "pacs")
                .at("/spec/authorization/acls")
                .forEach(acl -> {
                    if (acl.at("/resource/type").asText().equals("topic")) {
                        allowed.put(
                                acl.at("/resource/name").asText(),
                                acl.at("/operations/0").asText());
                    }
                });

        assertThat(told)
                .containsEntry("cancernet.patches.urgent.v1", "Write")
                .containsEntry("cancernet.slides.deleted.v1", "Read");
        assertThat(allowed).containsExactlyEntriesOf(told);
    }

    @Test
    void dataset_service_scales_up_to_the_partitions_of_submissions() {
        JsonNode scaled = Chart.standard().the("ScaledObject", "dataset-service");

        assertThat(scaled.at("/spec/maxReplicaCount").asInt()).isEqualTo(Topic.SLIDES_SUBMITTED.partitions());
        assertThat(scaled.at("/spec/triggers/0/metadata/topic").asText()).isEqualTo(Topic.SLIDES_SUBMITTED.topicName());
    }

    @Test
    void inference_service_scales_until_each_consumer_has_one_partition() throws IOException {
        JsonNode spec =
                Chart.standard().the("ScaledObject", "inference-service").path("spec");
        int consumers = Integer.parseInt(
                settings("inference-service").getProperty("mp.messaging.incoming.patches-queued.concurrency"));

        assertThat(spec.path("maxReplicaCount").asInt() * consumers).isEqualTo(Topic.PATCHES_QUEUED.partitions());
        assertThat(spec.at("/triggers/0/metadata/topic").asText()).isEqualTo(Topic.PATCHES_QUEUED.topicName());
        assertThat(spec.at("/triggers/1/metadata/topic").asText()).isEqualTo(Topic.PATCHES_URGENT.topicName());
    }

    @Test
    void groups_whose_lag_counts_are_those_of_the_services() throws IOException {
        Chart chart = Chart.standard();

        assertThat(group(chart.the("ScaledObject", "dataset-service"), 0))
                .isEqualTo(settings("dataset-service").getProperty("mp.messaging.incoming.slides-submitted.group.id"));
        assertThat(group(chart.the("ScaledObject", "inference-service"), 0))
                .isEqualTo(settings("inference-service").getProperty("mp.messaging.incoming.patches-queued.group.id"));
        assertThat(group(chart.the("ScaledObject", "inference-service"), 1))
                .isEqualTo(settings("inference-service").getProperty("mp.messaging.incoming.patches-urgent.group.id"));
    }

    @Test
    void replicas_are_counted_by_keda_alone_where_it_scales() {
        Chart chart = Chart.standard();

        assertThat(chart.the("Deployment", "inference-service").at("/spec").has("replicas"))
                .isFalse();
        assertThat(chart.the("Deployment", "training-service").at("/spec").has("replicas"))
                .isTrue();
    }

    private static String group(JsonNode scaled, int trigger) {
        return scaled.at("/spec/triggers/" + trigger + "/metadata/consumerGroup")
                .asText();
    }

    private static Properties settings(String service) throws IOException {
        Properties settings = new Properties();
        try (InputStream in =
                Files.newInputStream(HOME.resolve(service).resolve("src/main/resources/application.properties"))) {
            settings.load(in);
        }
        return settings;
    }
}
