package io.cancernet.training.annotation;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What people put on a run.
 *
 * @param tags in order, each once, at most {@value #MOST_TAGS}
 * @param note plain text of at most {@value #LONGEST_NOTE} characters; empty for none
 * @param revision counts the changes: one that is based on an older revision can be refused
 */
public record Annotations(List<String> tags, String note, int revision) {

    public static final int MOST_TAGS = 20;
    public static final int LONGEST_NOTE = 4000;

    public Annotations {
        tags = tags.stream()
                .map(each -> new Tag(each).value())
                .distinct()
                .sorted()
                .toList();
        if (tags.size() > MOST_TAGS) {
            throw new IllegalArgumentException("a run has at most %d tags: %d".formatted(MOST_TAGS, tags.size()));
        }
        if (note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException(
                    "a note has at most %,d characters: %,d".formatted(LONGEST_NOTE, note.length()));
        }
        if (note.chars().anyMatch(each -> Character.isISOControl(each) && each != '\n' && each != '\t')) {
            throw new IllegalArgumentException("a note is plain text: it has a control character in it");
        }
    }

    /** The next revision, with other tags and another note. */
    Annotations next(Collection<String> nextTags, String nextNote) {
        return new Annotations(List.copyOf(nextTags), nextNote, revision + 1);
    }

    /** The tags with some added and then some removed. */
    List<String> tagsWith(Collection<String> added, Collection<String> removed) {
        return Stream.concat(tags.stream(), added.stream())
                .filter(each -> !removed.contains(each))
                .toList();
    }
}
