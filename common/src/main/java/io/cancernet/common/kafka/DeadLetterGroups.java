package io.cancernet.common.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts dead letters by the topic that they came from and by code. Not thread-safe. */
public final class DeadLetterGroups implements Consumer<DeadLetter> {

    private final Map<List<String>, Group> groups =
            new TreeMap<>(Comparator.comparing((List<String> key) -> key.get(0)).thenComparing(key -> key.get(1)));

    /**
     * The letters of one topic and code.
     *
     * @param replayed how many of them went back already
     * @param reason of the newest
     */
    public record Group(
            String topic, String code, int letters, int replayed, Instant oldest, Instant newest, String reason) {

        public Group withoutReason() {
            return new Group(topic, code, letters, replayed, oldest, newest, "");
        }

        private Group and(Group other) {
            boolean later = other.newest.isAfter(newest);
            return new Group(
                    topic,
                    code,
                    letters + other.letters,
                    replayed + other.replayed,
                    other.oldest.isBefore(oldest) ? other.oldest : oldest,
                    later ? other.newest : newest,
                    later ? other.reason : reason);
        }
    }

    @Override
    public void accept(DeadLetter letter) {
        add(letter.topic(), letter.code(), letter.replayed(), letter.failedAt(), letter.reason());
    }

    /** Counts a letter of an index. */
    public void add(DeadLetterIndex.Entry letter) {
        add(letter.topic(), letter.code(), letter.replayed(), letter.failedAt(), letter.reason());
    }

    private void add(String topic, String code, boolean replayed, Instant failedAt, String reason) {
        Group one = new Group(topic, code, 1, replayed ? 1 : 0, failedAt, failedAt, reason);
        groups.merge(List.of(topic, code), one, Group::and);
    }

    /** By topic and code. */
    public Collection<Group> all() {
        return List.copyOf(groups.values());
    }

    /** How many letters were counted. */
    public int letters() {
        return groups.values().stream().mapToInt(Group::letters).sum();
    }
}
