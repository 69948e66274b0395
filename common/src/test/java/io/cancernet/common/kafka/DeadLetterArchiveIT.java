package io.cancernet.common.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.cancernet.common.event.Topic;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.common.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters on a real broker: found, put back, noted. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class DeadLetterArchiveIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String topic = "cancernet.letters." + UUID.randomUUID() + ".v1";
    private final String failed = topic + Topic.DEAD_LETTER_SUFFIX;

    @Inject
    EventPublisher publisher;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private DeadLetterArchive archive;

    @BeforeEach
    void makeTopics() throws Exception {
        archive = new DeadLetterArchive(Map.of("bootstrap.servers", bootstrapServers));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1), new NewTopic(failed, 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @Test
    void letters_areCountedByTopicAndCode() {
        fail("a", "unknown-shard", "no shard 1");
        fail("b", "unknown-shard", "no shard 2");
        fail("c", "undecodable-image", "no PNG");

        assertThat(groups(query(Set.of(), Set.of(), true)).all())
                .extracting(
                        DeadLetterGroups.Group::code, DeadLetterGroups.Group::letters, DeadLetterGroups.Group::reason)
                .containsExactly(tuple("undecodable-image", 1, "no PNG"), tuple("unknown-shard", 2, "no shard 2"));
        assertThat(groups(new DeadLetterQuery(Set.of("cancernet.other.v1"), Set.of(), Set.of(), true))
                        .letters())
                .isZero();
    }

    @Test
    void replayedRecord_isTheOriginalWithItsOwnHeadersAndWhereItComesFrom() {
        fail("a", "unknown-shard", "no shard");
        fail("b", "undecodable-image", "no PNG");
        LetterId first =
                letters(query(Set.of("unknown-shard"), Set.of(), true)).get(0).id();

        DeadLetterArchive.Replay replay = archive.replay(query(Set.of("unknown-shard"), Set.of(), false));

        assertThat(replay.replayed().letters()).isOne();
        assertThat(replay.left()).isEmpty();
        ConsumerRecord<String, byte[]> back = back(1).get(0);
        assertThat(back.key()).isEqualTo("a");
        assertThat(new String(back.value(), UTF_8)).isEqualTo("value of a");
        assertThat(DeadLetter.text(back.headers(), "ce_type", "")).isEqualTo("io.cancernet.test.v1");
        assertThat(DeadLetter.text(back.headers(), DeadLetter.REPLAYED_FROM, ""))
                .isEqualTo(first.toString());
        assertThat(back.headers()).noneMatch(header -> header.key().startsWith("error-"));
    }

    @Test
    void letterThatWentBack_isNotedAndGoesBackAgainOnlyWhenAskedTo() {
        fail("a", "unknown-shard", "no shard");
        fail("b", "unknown-shard", "no shard");
        LetterId second = letters(query(Set.of(), Set.of(), true)).get(1).id();

        assertThat(archive.replay(query(Set.of(), Set.of(second), false))
                        .replayed()
                        .letters())
                .isOne();
        assertThat(groups(query(Set.of(), Set.of(), true)).all())
                .singleElement()
                .matches(group -> group.letters() == 2 && group.replayed() == 1);
        assertThat(letters(query(Set.of(), Set.of(), false)))
                .extracting(DeadLetter::key)
                .containsExactly("a");
        assertThat(archive.replay(query(Set.of(), Set.of(), false)).replayed().letters())
                .isOne();
        assertThat(archive.replay(query(Set.of(), Set.of(), false)).replayed().letters())
                .as("nothing is left")
                .isZero();
        assertThat(archive.replay(query(Set.of(), Set.of(second), true))
                        .replayed()
                        .letters())
                .as("asked to")
                .isOne();
        assertThat(back(3)).extracting(ConsumerRecord::key).containsExactly("b", "a", "b");
    }

    @Test
    void index_readsWhatCameSince_keepsTheNewest_andKnowsWhatWentBack() {
        DeadLetterIndex index = new DeadLetterIndex(Map.of("bootstrap.servers", bootstrapServers), 3);
        fail("a", "unknown-shard", "no shard");
        fail("b", "unknown-shard", "no shard");
        assertThat(listed(index)).extracting(DeadLetterIndex.Entry::key).containsExactly("b", "a");
        long olderBefore = index.look().older();

        fail("c", "undecodable-image", "no PNG");
        fail("d", "unknown-shard", "no shard");
        LetterId last = listed(index).get(0).id();
        archive.replay(query(Set.of(), Set.of(last), false));

        assertThat(listed(index))
                .extracting(
                        DeadLetterIndex.Entry::key,
                        DeadLetterIndex.Entry::code,
                        DeadLetterIndex.Entry::bytes,
                        DeadLetterIndex.Entry::replayed)
                .containsExactly(
                        tuple("d", "unknown-shard", 10, true),
                        tuple("c", "undecodable-image", 10, false),
                        tuple("b", "unknown-shard", 10, false));
        assertThat(index.look().older() - olderBefore).isOne();
        assertThat(archive.find(last))
                .hasValueSatisfying(letter -> assertThat(letter.key()).isEqualTo("d"));
        assertThat(archive.find(new LetterId(failed, 0, 99))).isEmpty();
        assertThat(archive.find(new LetterId(failed, 7, 0))).isEmpty();
    }

    @Test
    void whatCannotGoBack_isLeftWithItsReason() {
        publisher.send(List.of(new OutgoingRecord(failed, "empty", null, new RecordHeaders())));
        publisher.send(List.of(new OutgoingRecord(
                failed,
                "astray",
                new byte[] {1},
                new RecordHeaders().add("error-topic", "cancernet.nowhere.v1".getBytes(UTF_8)))));
        publisher.send(List.of(new OutgoingRecord(
                failed,
                "live",
                new byte[] {1},
                new RecordHeaders()
                        .add("error-topic", Topic.MODELS_PROMOTED.topicName().getBytes(UTF_8)))));

        DeadLetterArchive.Replay replay = archive.replay(query(Set.of(), Set.of(), false));

        assertThat(replay.replayed().letters()).isZero();
        assertThat(replay.left())
                .hasSize(3)
                .containsEntry("topic cancernet.nowhere.v1 is not there", 1)
                .containsEntry(
                        "topic cancernet.models.promoted.v1 keeps the newest record of a key: an older one would undo it",
                        1)
                .hasEntrySatisfying(
                        "no value was kept, since it was too large or there was none",
                        count -> assertThat(count).isOne());
        assertThat(letters(query(Set.of(), Set.of(), true)).get(0).code()).isEqualTo("unknown");
        assertThat(letters(query(Set.of(), Set.of(), false)))
                .as("they still wait")
                .hasSize(3);
    }

    @Test
    void placesOfLetters_areReadAndWrittenAlike() {
        assertThat(LetterId.parse("cancernet.patches.queued.v1.failed@0:42"))
                .isEqualTo(new LetterId("cancernet.patches.queued.v1.failed", 0, 42))
                .hasToString("cancernet.patches.queued.v1.failed@0:42");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> LetterId.parse("cancernet.patches.queued.v1.failed:42"))
                .withMessageContaining("TOPIC@PARTITION:OFFSET");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> LetterId.parse("cancernet.patches.queued.v1@0:42"))
                .withMessageContaining(".failed");
    }

    private void fail(String key, String code, String reason) {
        publisher.send(List.of(new OutgoingRecord(
                failed,
                key,
                ("value of " + key).getBytes(UTF_8),
                new RecordHeaders()
                        .add("ce_type", "io.cancernet.test.v1".getBytes(UTF_8))
                        .add("error-code", code.getBytes(UTF_8))
                        .add("error-reason", reason.getBytes(UTF_8))
                        .add("error-topic", topic.getBytes(UTF_8))
                        .add("error-offset", "7".getBytes(UTF_8)))));
    }

    private List<DeadLetterIndex.Entry> listed(DeadLetterIndex index) {
        return index.look().entries().stream()
                .filter(each -> each.id().topic().equals(failed))
                .toList();
    }

    private DeadLetterQuery query(Set<String> codes, Set<LetterId> letters, boolean replayed) {
        return new DeadLetterQuery(Set.of(failed), codes, letters, replayed);
    }

    private DeadLetterGroups groups(DeadLetterQuery query) {
        DeadLetterGroups groups = new DeadLetterGroups();
        archive.read(query, groups);
        return groups;
    }

    private List<DeadLetter> letters(DeadLetterQuery query) {
        List<DeadLetter> letters = new ArrayList<>();
        archive.read(query, letters::add);
        return letters;
    }

    private List<ConsumerRecord<String, byte[]>> back(int count) {
        return TopicReader.read(topic, count, PATIENCE, each -> true);
    }
}
