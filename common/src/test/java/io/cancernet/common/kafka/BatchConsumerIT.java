package io.cancernet.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.error.Outage;
import io.cancernet.common.event.SlideRejected;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.json.Json;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.common.tracing.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class BatchConsumerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    EventPublisher publisher;

    @Inject
    BatchConsumer batchConsumer;

    @Inject
    RejectedSlides consumer;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void failedRecords_goToTheDeadLetters_andTheirNeighboursGetThrough() {
        publisher.publish(events("a-1", RejectedSlides.POISON, "a-2", RejectedSlides.REFUSED, "a-3"));
        publisher.send(List.of(new OutgoingRecord(
                Topic.SLIDES_REJECTED.topicName(),
                "malformed",
                "{not json".getBytes(StandardCharsets.UTF_8),
                new RecordHeaders().add("ce_type", bytes("io.cancernet.slides.rejected.v1")))));
        publisher.publish(events("a-4"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(consumer.handled()).contains("a-1", "a-2", "a-3", "a-4"));
        List<ConsumerRecord<String, byte[]>> dead = TopicReader.read(
                Topic.SLIDES_REJECTED.deadLetterName(), 3, PATIENCE, each -> !"large".equals(each.key()));
        assertThat(dead)
                .extracting(ConsumerRecord::key, each -> header(each, "error-code"))
                .containsExactlyInAnyOrder(
                        tuple(RejectedSlides.POISON, "internal-error"),
                        tuple(RejectedSlides.REFUSED, "no-images"),
                        tuple("malformed", "malformed-event"));
        ConsumerRecord<String, byte[]> refused = dead.stream()
                .filter(each -> each.key().equals(RejectedSlides.REFUSED))
                .findFirst()
                .orElseThrow();
        assertThat(refused.value()).isEqualTo(Json.write(event(RejectedSlides.REFUSED)));
        assertThat(header(refused, "ce_type")).isEqualTo("io.cancernet.slides.rejected.v1");
        assertThat(header(refused, "error-reason")).isEqualTo("refused: refused");
        assertThat(header(refused, "error-attempts")).isEqualTo("1");
    }

    @Test
    void whileTheStoreIsAway_consumptionWaits_andLosesNothing() {
        consumer.setStoreAway(true);
        publisher.publish(events(RejectedSlides.NEEDS_STORE + "-1", RejectedSlides.NEEDS_STORE + "-2"));
        await().atMost(PATIENCE).until(() -> consumer.outages() >= 2);
        assertThat(meters.get("cancernet.consumers.waiting").gauge().value()).isOne();
        assertThat(consumer.handled()).doesNotContain(RejectedSlides.NEEDS_STORE + "-1");

        consumer.setStoreAway(false);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(consumer.handled())
                .contains(RejectedSlides.NEEDS_STORE + "-1", RejectedSlides.NEEDS_STORE + "-2"));
        await().atMost(PATIENCE)
                .until(() -> meters.get("cancernet.consumers.waiting").gauge().value() == 0);
    }

    @Test
    void recordWithoutAValue_waitsForTheStoreToo() {
        AtomicInteger tries = new AtomicInteger();

        batchConsumer.consume(() -> {
            if (tries.incrementAndGet() < 3) {
                throw new Outage("the store is away");
            }
        });

        assertThat(tries).hasValue(3);
    }

    @Test
    void poisonAsLargeAsTheBrokerTakes_holdsNobodyUp() {
        publisher.send(List.of(new OutgoingRecord(
                Topic.SLIDES_REJECTED.topicName(),
                "large",
                new byte[1_000_000],
                new RecordHeaders().add("ce_type", bytes("io.cancernet.slides.rejected.v1")))));
        publisher.publish(events("after-the-large"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(consumer.handled()).contains("after-the-large"));
        assertThat(TopicReader.read(
                        Topic.SLIDES_REJECTED.deadLetterName(), 1, PATIENCE, each -> "large".equals(each.key())))
                .hasSize(1);
    }

    @Test
    void trace_travelsInTheHeaders_andIsTheConsumers() {
        TraceContext.continued(parent(1), "test", () -> publisher.publish(events("traced", "traced-too")));

        List<ConsumerRecord<String, byte[]>> found =
                TopicReader.read(Topic.SLIDES_REJECTED.topicName(), 2, PATIENCE, each -> String.valueOf(each.key())
                        .startsWith("traced"));
        assertThat(found)
                .extracting(each -> header(each, "traceparent"))
                .allSatisfy(each -> assertThat(each).startsWith(trace(1)))
                .as("one span for all that is sent together")
                .containsOnly(header(found.get(0), "traceparent"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(consumer.trace("traced")).startsWith(trace(1)));
    }

    @Test
    void eventsOfSeveralTraces_areHandledEachInItsOwn() {
        List<OutgoingRecord> records = Stream.of(2, 3)
                .map(each -> new OutgoingRecord(
                        Topic.SLIDES_REJECTED.topicName(),
                        "any",
                        Json.write(event("mixed-" + each)),
                        new RecordHeaders()
                                .add("ce_type", bytes("io.cancernet.slides.rejected.v1"))
                                .add("traceparent", bytes(parent(each)))))
                .toList();
        publisher.send(records);

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(consumer.trace("mixed-2")).startsWith(trace(2));
            assertThat(consumer.trace("mixed-3")).startsWith(trace(3));
        });
    }

    @Test
    void deadLetters_areCountedByTopic() {
        publisher.publish(events(RejectedSlides.REFUSED + "-counted"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(meters.get("cancernet.dead.letters")
                        .tag("topic", Topic.SLIDES_REJECTED.topicName())
                        .counter()
                        .count())
                .isPositive());
    }

    @Test
    void topics_haveTheStatedPartitions() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<String> names = Stream.of(Topic.values())
                    .flatMap(topic -> Stream.of(topic.topicName(), topic.deadLetterName()))
                    .toList();
            Map<String, TopicDescription> found =
                    admin.describeTopics(names).allTopicNames().get();
            Map<String, Integer> partitions = new HashMap<>();
            found.forEach((name, description) ->
                    partitions.put(name, description.partitions().size()));
            for (Topic topic : Topic.values()) {
                assertThat(partitions)
                        .containsEntry(topic.topicName(), topic.partitions())
                        .containsEntry(topic.deadLetterName(), 1);
            }
        }
    }

    private static String trace(int number) {
        return "00-%032x-".formatted(number);
    }

    private static String parent(int number) {
        return trace(number) + "00000000000000aa-01";
    }

    private static List<SlideRejected> events(String... references) {
        return Stream.of(references).map(BatchConsumerIT::event).toList();
    }

    private static SlideRejected event(String reference) {
        return new SlideRejected(reference, new IngestId("i-" + reference), "code", "reason");
    }

    private static String header(ConsumerRecord<String, byte[]> each, String name) {
        return new String(each.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
