package io.cancernet.training.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.kafka.DeadLetterGroups;
import io.cancernet.common.kafka.DeadLetterIndex.Entry;
import io.cancernet.common.kafka.DeadLetterIndex.Listing;
import io.cancernet.common.kafka.LetterId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String QUEUED = "cancernet.patches.queued.v1";
    private static final String FROZEN = "cancernet.datasets.frozen.v1";
    private static final LetterFilter ALL = new LetterFilter(null, null, null, Set.of());

    private final FakeBox box = new FakeBox();
    private final FakeLedger ledger = new FakeLedger();
    private final DeadLetters letters = new DeadLetters(box, ledger, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void pages_areNewestFirst_andEndOnce() {
        for (int i = 0; i < 7; i++) {
            // Three letters of each second.
            box.add(QUEUED, i, "unknown-shard", NOW.plusSeconds(i / 3), 10);
        }

        assertThat(places(3)).containsExactly(6L, 5L, 4L, 3L, 2L, 1L, 0L);
        assertThat(places(7)).containsExactly(6L, 5L, 4L, 3L, 2L, 1L, 0L);
        assertThat(letters.list(ALL, new PageRequest(7, null)).next()).isNull();
    }

    @Test
    void filters_takeTopicWithAndWithoutItsEnding_codeAndWhatWentBack() {
        box.add(QUEUED, 0, "unknown-shard", NOW, 10);
        box.add(QUEUED, 1, "undecodable-image", NOW, 10);
        box.add(FROZEN, 2, "malformed-event", NOW, 10);
        box.replay(Set.of(id(QUEUED, 1)));

        assertThat(found(new LetterFilter(QUEUED, null, null, Set.of()))).containsExactly(1L, 0L);
        assertThat(found(new LetterFilter(QUEUED + ".failed", null, null, Set.of())))
                .containsExactly(1L, 0L);
        assertThat(found(new LetterFilter(null, "malformed-event", null, Set.of())))
                .containsExactly(2L);
        assertThat(found(new LetterFilter(null, null, true, Set.of()))).containsExactly(1L);
        assertThat(found(new LetterFilter(QUEUED, null, false, Set.of()))).containsExactly(0L);
    }

    @Test
    void groups_countByTopicAndCode_andSayWhatIsTooOld() {
        box.older = 12;
        box.add(QUEUED, 0, "unknown-shard", NOW, 10);
        box.add(QUEUED, 1, "unknown-shard", NOW.plusSeconds(1), 10);
        box.add(FROZEN, 2, "malformed-event", NOW, 10);

        GroupedLetters groups = letters.groups();

        assertThat(groups.older()).isEqualTo(12);
        assertThat(groups.letters()).isEqualTo(3);
        assertThat(groups.items())
                .extracting(DeadLetterGroups.Group::topic, DeadLetterGroups.Group::letters)
                .containsExactly(tuple(FROZEN, 1), tuple(QUEUED, 2));
    }

    @Test
    void replay_sendsTheOldestThatWait_andSaysHowManyRemain() {
        for (int i = 0; i < 5; i++) {
            box.add(QUEUED, i, "unknown-shard", NOW.plusSeconds(i), 10);
        }
        box.add(FROZEN, 9, "malformed-event", NOW, 10);
        ReplayOrder order = new ReplayOrder(Set.of(), QUEUED, null, false, 3, "shard is back");

        Replay first = letters.replay(order, "n.ohara");
        Replay second = letters.replay(order, "n.ohara");
        Replay third = letters.replay(order, "n.ohara");

        assertThat(first).isEqualTo(new Replay(3, Map.of(), 2));
        assertThat(second).isEqualTo(new Replay(2, Map.of(), 0));
        assertThat(third).isEqualTo(new Replay(0, Map.of(), 0));
        assertThat(box.sent.get(0)).containsExactlyInAnyOrder(id(QUEUED, 0), id(QUEUED, 1), id(QUEUED, 2));
        assertThat(box.sent).hasSize(2);
    }

    @Test
    void replay_isKeptOnRecord() {
        box.add(QUEUED, 4, "unknown-shard", NOW, 10);

        letters.replay(new ReplayOrder(Set.of(id(QUEUED, 4)), null, null, false, 10, "shard is back"), "n.ohara");

        assertThat(letters.replays(new PageRequest(10, null)).items())
                .containsExactly(new ReplayRecord(
                        NOW, "n.ohara", "shard is back", List.of(QUEUED + ".failed@0:4"), null, null, false, 1, 0));
    }

    @Test
    void letterThatWentBack_goesAgainOnlyWhenAskedTo() {
        box.add(QUEUED, 0, "unknown-shard", NOW, 10);
        Set<LetterId> one = Set.of(id(QUEUED, 0));
        letters.replay(new ReplayOrder(one, null, null, false, 10, ""), "a");

        assertThat(letters.replay(new ReplayOrder(one, null, null, false, 10, ""), "a"))
                .isEqualTo(new Replay(0, Map.of("it went back before: ask with again to send it once more", 1), 0));
        assertThat(letters.replay(new ReplayOrder(one, null, null, true, 10, ""), "a"))
                .isEqualTo(new Replay(1, Map.of(), 0));
    }

    @Test
    void namedLetterThatIsNotListed_isRefused_andNoneGoesBack() {
        box.add(QUEUED, 0, "unknown-shard", NOW, 10);
        ReplayOrder order = new ReplayOrder(Set.of(id(QUEUED, 0), id(QUEUED, 9)), null, null, false, 10, "");

        assertThatThrownBy(() -> letters.replay(order, "a"))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("@0:9");
        assertThat(box.sent).isEmpty();
    }

    @Test
    void letterWithoutData_isLeft_andStandsInNobodysWay() {
        box.add(QUEUED, 0, "malformed-event", NOW, null);
        box.add(QUEUED, 1, "malformed-event", NOW.plusSeconds(1), 10);

        Replay replay = letters.replay(new ReplayOrder(Set.of(), null, "malformed-event", false, 1, ""), "a");

        assertThat(replay.replayed()).isOne();
        assertThat(replay.remaining()).isZero();
        assertThat(replay.left())
                .containsExactly(Map.entry("no value was kept, since it was too large or there was none", 1));
    }

    @Test
    void orderForAllOrForTooMany_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReplayOrder(Set.of(), null, null, false, 10, ""))
                .withMessageContaining("letters, topic or code");
        assertThatIllegalArgumentException().isThrownBy(() -> new ReplayOrder(Set.of(), QUEUED, null, false, 1001, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReplayOrder(Set.of(), QUEUED, null, false, 0, ""));
    }

    @Test
    void letterThatIsNotThere_isToldSo() {
        assertThatThrownBy(() -> letters.open(id(QUEUED, 3)))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("90 days");
    }

    private List<Long> places(int limit) {
        List<Long> places = new ArrayList<>();
        String cursor = null;
        do {
            Page<Entry> page = letters.list(ALL, new PageRequest(limit, cursor));
            page.items().forEach(each -> places.add(each.id().offset()));
            cursor = page.next();
        } while (cursor != null);
        return places;
    }

    private List<Long> found(LetterFilter filter) {
        return letters.list(filter, new PageRequest(10, null)).items().stream()
                .map(each -> each.id().offset())
                .toList();
    }

    private static LetterId id(String topic, long offset) {
        return new LetterId(topic + ".failed", 0, offset);
    }

    private static final class FakeBox implements LetterBox {

        private final List<Entry> entries = new ArrayList<>();
        private final List<Set<LetterId>> sent = new ArrayList<>();
        private long older;

        void add(String topic, long offset, String code, Instant failedAt, @Nullable Integer bytes) {
            entries.add(new Entry(id(topic, offset), topic, "key", bytes, code, "reason", failedAt, false));
        }

        @Override
        public Listing look() {
            Comparator<Entry> oldestFirst = Comparator.comparing(Entry::failedAt)
                    .thenComparing(each -> each.id().topic())
                    .thenComparing(each -> each.id().offset());
            return new Listing(entries.stream().sorted(oldestFirst.reversed()).toList(), older);
        }

        @Override
        public Optional<OpenedLetter> open(LetterId letter) {
            return Optional.empty();
        }

        @Override
        public Sent replay(Set<LetterId> letters) {
            sent.add(letters);
            entries.replaceAll(each -> letters.contains(each.id())
                    ? new Entry(
                            each.id(),
                            each.topic(),
                            each.key(),
                            each.bytes(),
                            each.code(),
                            each.reason(),
                            each.failedAt(),
                            true)
                    : each);
            return new Sent(letters.size(), Map.of());
        }
    }

    private static final class FakeLedger implements ReplayLedger {

        private final List<ReplayRecord> replays = new ArrayList<>();

        @Override
        public void add(ReplayRecord replay) {
            replays.add(0, replay);
        }

        @Override
        public Page<ReplayRecord> list(PageRequest page) {
            return Page.whole(replays);
        }
    }
}
