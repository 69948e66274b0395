package io.cancernet.common.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.event.DatasetFrozen;
import io.cancernet.common.event.Event;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.common.tracing.TraceContext;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.embedded.Server;
import io.cancernet.embedded.SharedStack;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class OutboxIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Outbox outbox;

    @Inject
    MeterRegistry meters;

    @Test
    void committedEvents_arePublishedInOrder() {
        QuarkusTransaction.requiringNew().run(() -> {
            for (int version = 1; version <= 20; version++) {
                outbox.add(frozen("ordered", version));
            }
        });

        assertThat(published("ordered", 20))
                .extracting(each -> header(each, "ce_id"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20)
                        .mapToObj(version -> "ordered/" + version)
                        .toList());
    }

    @Test
    void rolledBackEvent_isNeverPublished() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.add(frozen("rolled-back", 1));
                    throw new IllegalStateException("the change failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        QuarkusTransaction.requiringNew().run(() -> outbox.add(frozen("after-it", 1)));

        assertThat(published("after-it", 1)).hasSize(1);
        assertThat(published("rolled-back", 0)).isEmpty();
    }

    @Test
    void eventsWrittenWhileKafkaIsAway_arePublishedWhenItIsBack() throws Exception {
        SharedStack.stop(Server.KAFKA);
        try {
            QuarkusTransaction.requiringNew().run(() -> outbox.add(frozen("late", 1)));
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(meters.get("cancernet.outbox.rows").gauge().value()).isOne();
                assertThat(meters.get("cancernet.outbox.oldest.age").gauge().value())
                        .isPositive();
            });
        } finally {
            SharedStack.start(Server.KAFKA);
        }

        assertThat(published("late", 1)).isNotEmpty();
    }

    @Test
    void expansion_publishesAllThatOneRowStandsFor() {
        QuarkusTransaction.requiringNew().run(() -> {
            outbox.addExpansion("three", "expanded");
            outbox.add(frozen("expanded", 4));
        });

        assertThat(published("expanded", 4))
                .extracting(each -> header(each, "ce_id"))
                .containsExactly("expanded/1", "expanded/2", "expanded/3", "expanded/4");
    }

    @Test
    void events_belongToTheTraceInWhichTheyWereWritten() {
        String trace = "00-%032x-".formatted(7);
        TraceContext.continued(trace + "00000000000000aa-01", "test", () -> QuarkusTransaction.requiringNew()
                .run(() -> {
                    outbox.addExpansion("three", "in-a-trace");
                    outbox.add(frozen("in-a-trace", 4));
                }));

        assertThat(published("in-a-trace", 4))
                .extracting(each -> header(each, "traceparent"))
                .hasSize(4)
                .allSatisfy(each -> assertThat(each).startsWith(trace));
    }

    @Test
    void expansionThatCannotBeTold_holdsNobodyUp() {
        QuarkusTransaction.requiringNew().run(() -> {
            outbox.addExpansion("three", Three.BROKEN);
            outbox.add(frozen("after-the-broken", 1));
        });

        assertThat(published("after-the-broken", 1)).hasSize(1);
        await().atMost(PATIENCE)
                .until(() ->
                        meters.get("cancernet.outbox.put.aside.rows").gauge().value() == 1);
    }

    @Test
    void writingWithoutATransaction_isRefused() {
        assertThatThrownBy(() -> outbox.add(frozen("alone", 1))).isInstanceOf(TransactionalException.class);
    }

    private static List<ConsumerRecord<String, byte[]>> published(String name, int atLeast) {
        return TopicReader.read(Topic.DATASETS_FROZEN.topicName(), atLeast, PATIENCE, each -> name.equals(each.key()));
    }

    private static String header(ConsumerRecord<String, byte[]> each, String name) {
        return new String(each.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static DatasetFrozen frozen(String name, int version) {
        ObjectRef manifest = new ObjectRef("manifest", new Sha256("a".repeat(64)));
        return new DatasetFrozen(new DatasetVersion(name, version), manifest, new MicronsPerPixel(4), false, List.of());
    }

    @ApplicationScoped
    static class Three implements OutboxExpander {

        static final String BROKEN = "broken";

        @Override
        public String name() {
            return "three";
        }

        @Override
        public void expand(String reference, Consumer<List<? extends Event>> chunks) {
            if (reference.equals(BROKEN)) {
                throw new IllegalStateException("the index is gone");
            }
            chunks.accept(List.of(frozen(reference, 1), frozen(reference, 2)));
            chunks.accept(List.of(frozen(reference, 3)));
        }
    }
}
