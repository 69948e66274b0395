package io.cancernet.common.kafka;

import io.cancernet.common.event.Topic;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which dead letters are meant; an empty set asks for any.
 *
 * @param topics that the records came from
 * @param codes stable error codes, such as {@code unknown-shard}
 * @param letters single letters
 * @param replayed whether those that went back already are meant too
 */
public record DeadLetterQuery(Set<String> topics, Set<String> codes, Set<LetterId> letters, boolean replayed) {

    /** Every letter. */
    public static final DeadLetterQuery ALL = new DeadLetterQuery(Set.of(), Set.of(), Set.of(), true);

    public DeadLetterQuery {
        Set<String> names = new TreeSet<>();
        topics.forEach(each -> names.add(origin(each)));
        topics = Set.copyOf(names);
        codes = Set.copyOf(codes);
        letters = Set.copyOf(letters);
    }

    /** Topics may be named with and without the ending of dead letters. */
    private static String origin(String topic) {
        return topic.endsWith(Topic.DEAD_LETTER_SUFFIX)
                ? topic.substring(0, topic.length() - Topic.DEAD_LETTER_SUFFIX.length())
                : topic;
    }

    boolean asksFor(String deadLetterTopic) {
        boolean named = topics.isEmpty() || topics.contains(origin(deadLetterTopic));
        return named
                && (letters.isEmpty()
                        || letters.stream().anyMatch(each -> each.topic().equals(deadLetterTopic)));
    }

    boolean asksFor(DeadLetter letter) {
        return (codes.isEmpty() || codes.contains(letter.code()))
                && (letters.isEmpty() || letters.contains(letter.id()))
                && (replayed || !letter.replayed());
    }
}
