package io.cancernet.common.event;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.SlideId;
import java.time.Instant;
import java.util.List;

/**
 * A slide is gone; every service purges what it holds of it.
 *
 * @param extractions all there were of the slide; their shards and indexes are gone
 * @param erased whether it was erased although datasets or runs referred to it, because a patient withdrew
 * @param datasets the versions that it was erased from; empty unless erased
 */
public record SlideDeleted(
        SlideId slideId,
        List<ExtractionId> extractions,
        boolean erased,
        List<DatasetVersion> datasets,
        Instant deletedAt)
        implements Event {

    public SlideDeleted {
        extractions = List.copyOf(extractions);
        datasets = List.copyOf(datasets);
    }

    @Override
    public Topic topic() {
        return Topic.SLIDES_DELETED;
    }

    @Override
    public String key() {
        return slideId.value();
    }

    @Override
    public String eventId() {
        return slideId + "-" + deletedAt;
    }
}
