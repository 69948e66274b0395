package io.cancernet.common.event;

import java.time.Duration;

/** The topics: names, partition counts and retention are stated here and nowhere else. */
public enum Topic {
    SLIDES_SUBMITTED("cancernet.slides.submitted.v1", 3, Duration.ofDays(30)),
    SLIDES_INGESTED("cancernet.slides.ingested.v1", 3, Duration.ofDays(30)),
    SLIDES_REJECTED("cancernet.slides.rejected.v1", 3, Duration.ofDays(30)),
    SLIDES_DELETED("cancernet.slides.deleted.v1", 3, Duration.ofDays(90)),
    PATCHES_EXTRACTED("cancernet.patches.extracted.v1", 12, Duration.ofDays(7)),
    DATASETS_FROZEN("cancernet.datasets.frozen.v1", 1, Duration.ofDays(90)),
    RUNS_REQUESTED("cancernet.runs.requested.v1", 3, Duration.ofDays(30)),
    RUNS("cancernet.runs.v1", 3, Duration.ofDays(30)),
    /** Compacted: the last promotion of a slot stays for as long as the slot is not retired. */
    MODELS_PROMOTED("cancernet.models.promoted.v1", 1, Duration.ZERO),
    MODELS_REJECTED("cancernet.models.rejected.v1", 1, Duration.ofDays(30)),
    PATCHES_QUEUED("cancernet.patches.queued.v1", 12, Duration.ofDays(7)),
    /** Queued patches that go ahead of all others: a lane of its own, so that no backlog stands before them. */
    PATCHES_URGENT("cancernet.patches.urgent.v1", 12, Duration.ofDays(7)),
    PATCHES_SCORED("cancernet.patches.scored.v1", 12, Duration.ofDays(7)),
    SLIDES_SCORED("cancernet.slides.scored.v1", 3, Duration.ofDays(30)),
    /** Beside the topic of results, whose consumers rely on files. */
    SLIDES_UNSCORED("cancernet.slides.unscored.v1", 3, Duration.ofDays(30));

    /** What the topics of dead letters end in. */
    public static final String DEAD_LETTER_SUFFIX = ".failed";

    /** Which dead letters went back: a note a letter, under its place, kept as long as letters are. */
    public static final String REPLAYED_LETTERS = "cancernet.dead-letters.replayed.v1";

    /** Dead letters wait for a person: they stay longer than what they came from. */
    public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(90);

    private final String topicName;
    private final int partitions;
    private final Duration retention;

    Topic(String topicName, int partitions, Duration retention) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.retention = retention;
    }

    public String topicName() {
        return topicName;
    }

    /** Where a consumer puts the records of this topic that it cannot use. */
    public String deadLetterName() {
        return topicName + DEAD_LETTER_SUFFIX;
    }

    public int partitions() {
        return partitions;
    }

    /** Zero for a compacted topic. */
    public Duration retention() {
        return retention;
    }

    public boolean compacted() {
        return retention.isZero();
    }
}
