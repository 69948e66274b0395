package io.cancernet.common.event;

/** Something that happened, as other services learn of it. Every component is checked when an event is made. */
public sealed interface Event
        permits DatasetFrozen,
                ModelPromoted,
                ModelRejected,
                PatchExtracted,
                PatchQueued,
                PatchScored,
                RunChanged,
                RunRequested,
                SlideDeleted,
                SlideIngested,
                SlideRejected,
                SlideScored,
                SlideSubmitted,
                SlideUnscored {

    Topic topic();

    /** Key of the Kafka record. */
    String key();

    /** CloudEvents id: the same happening has the same id however often it is told. */
    String eventId();

    /** CloudEvents type, {@code io.cancernet.<past tense>.v1}. */
    default String type() {
        return "io." + topic().topicName();
    }
}
