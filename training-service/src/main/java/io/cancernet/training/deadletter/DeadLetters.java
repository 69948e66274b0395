package io.cancernet.training.deadletter;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.kafka.DeadLetterGroups;
import io.cancernet.common.kafka.DeadLetterIndex;
import io.cancernet.common.kafka.DeadLetterIndex.Entry;
import io.cancernet.common.kafka.LetterId;
import io.cancernet.common.page.Cursor;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Shows dead letters and puts them back; who did is kept on record. */
@ApplicationScoped
public class DeadLetters {

    private static final String NO_DATA = "no value was kept, since it was too large or there was none";
    private static final String WENT_BACK = "it went back before: ask with again to send it once more";

    private final LetterBox box;
    private final ReplayLedger ledger;
    private final Clock clock;

    DeadLetters(LetterBox box, ReplayLedger ledger, Clock clock) {
        this.box = box;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Newest first. */
    public Page<Entry> list(LetterFilter filter, PageRequest page) {
        Cursor after = Cursor.of(page);
        List<Entry> found = box.look().entries().stream()
                .filter(filter::takes)
                .filter(each -> after == null || comesAfter(each, after))
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(
                found, page, last -> new Cursor(last.failedAt(), last.id().toString()).text());
    }

    /** All by topic and code, with how many are too old to be listed. */
    public GroupedLetters groups() {
        DeadLetterIndex.Listing listing = box.look();
        DeadLetterGroups groups = new DeadLetterGroups();
        listing.entries().forEach(groups::add);
        return new GroupedLetters(List.copyOf(groups.all()), groups.letters(), listing.older());
    }

    /** One letter. @throws DomainException {@code not-found} */
    public OpenedLetter open(LetterId letter) {
        return box.open(letter)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "there is no dead letter %s; letters are kept for 90 days".formatted(letter)));
    }

    /**
     * Puts letters back, the oldest first. What they do when they are consumed again is idempotent, so two replays of the
     * same letter do no harm.
     *
     * @param by who wants it
     */
    public Replay replay(ReplayOrder order, String by) {
        List<Entry> listed = box.look().entries();
        requireListed(order, listed);
        List<Entry> meant =
                new ArrayList<>(listed.stream().filter(order.filter()::takes).toList());
        Collections.reverse(meant);
        Map<String, Integer> left = left(order, listed, meant);
        meant.removeIf(each -> each.bytes() == null);
        Set<LetterId> chosen =
                meant.stream().limit(order.limit()).map(Entry::id).collect(Collectors.toUnmodifiableSet());
        LetterBox.Sent sent = chosen.isEmpty() ? new LetterBox.Sent(0, Map.of()) : box.replay(chosen);
        sent.left().forEach((reason, count) -> left.merge(reason, count, Integer::sum));
        Replay replay = new Replay(sent.replayed(), left, meant.size() - chosen.size());
        ledger.add(new ReplayRecord(
                clock.instant(),
                by,
                order.reason(),
                order.letters().stream().map(LetterId::toString).sorted().toList(),
                order.topic(),
                order.code(),
                order.again(),
                replay.replayed(),
                replay.remaining()));
        return replay;
    }

    private static void requireListed(ReplayOrder order, List<Entry> listed) {
        Set<LetterId> known = listed.stream().map(Entry::id).collect(Collectors.toUnmodifiableSet());
        order.letters().stream()
                .filter(each -> !known.contains(each))
                .findFirst()
                .ifPresent(missing -> {
                    throw new DomainException(
                            ErrorCode.NOT_FOUND, "there is no dead letter %s among those listed".formatted(missing));
                });
    }

    /** Letters that are known from the list not to go back, by reason. */
    private static Map<String, Integer> left(ReplayOrder order, List<Entry> listed, List<Entry> meant) {
        Map<String, Integer> left = new TreeMap<>();
        long empty = meant.stream().filter(each -> each.bytes() == null).count();
        if (empty > 0) {
            left.put(NO_DATA, (int) empty);
        }
        long before = listed.stream()
                .filter(each ->
                        !order.again() && each.replayed() && order.letters().contains(each.id()))
                .count();
        if (before > 0) {
            left.put(WENT_BACK, (int) before);
        }
        return left;
    }

    /** Who put letters back, newest first. */
    public Page<ReplayRecord> replays(PageRequest page) {
        return ledger.list(page);
    }

    private static boolean comesAfter(Entry letter, Cursor cursor) {
        int time = letter.failedAt().compareTo(cursor.at());
        return time < 0 || (time == 0 && before(letter.id(), LetterId.parse(cursor.id())));
    }

    /** Letters of the same instant are listed the last first. */
    private static boolean before(LetterId one, LetterId other) {
        int topic = one.topic().compareTo(other.topic());
        int partition = topic == 0 ? Integer.compare(one.partition(), other.partition()) : topic;
        return (partition == 0 ? Long.compare(one.offset(), other.offset()) : partition) < 0;
    }
}
