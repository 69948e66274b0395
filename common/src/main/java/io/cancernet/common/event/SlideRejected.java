package io.cancernet.common.event;

import io.cancernet.common.id.IngestId;

/**
 * A submission was refused whole; nothing of it is stored.
 *
 * @param reference the submission's id; never its URI, which may name a patient
 * @param code stable error code
 * @param reason what was wrong and what to do
 */
public record SlideRejected(String reference, IngestId ingestId, String code, String reason) implements Event {

    @Override
    public Topic topic() {
        return Topic.SLIDES_REJECTED;
    }

    @Override
    public String key() {
        return reference;
    }

    @Override
    public String eventId() {
        return ingestId.value();
    }
}
