package io.cancernet.common.kafka;

import io.cancernet.common.event.Topic;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a dead letter lies, written {@code TOPIC@PARTITION:OFFSET}.
 *
 * @param topic of dead letters, such as {@code cancernet.patches.queued.v1.failed}
 */
public record LetterId(String topic, int partition, long offset) {

    private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9._-]{1,249})@(\\d{1,9}):(\\d{1,18})");

    public LetterId {
        if (!topic.endsWith(Topic.DEAD_LETTER_SUFFIX)) {
            throw new IllegalArgumentException(
                    "dead letters lie in topics that end in %s: '%s'".formatted(Topic.DEAD_LETTER_SUFFIX, topic));
        }
    }

    /** Reads {@code cancernet.patches.queued.v1.failed@0:42}. */
    public static LetterId parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a dead letter is written TOPIC@PARTITION:OFFSET, such as cancernet.patches.queued.v1.failed@0:42: '%s'"
                            .formatted(text));
        }
        return new LetterId(matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    @Override
    public String toString() {
        return "%s@%d:%d".formatted(topic, partition, offset);
    }
}
