package io.cancernet.common.event;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import java.util.List;

/**
 * A dataset version was frozen; it never changes again.
 *
 * @param manifest one line a patch
 * @param mpp resolution that all its patches share
 * @param leaky whether cases stand in several splits on purpose, so that results on it prove nothing
 * @param counts cases and patches of every split and class
 */
public record DatasetFrozen(
        DatasetVersion dataset, ObjectRef manifest, MicronsPerPixel mpp, boolean leaky, List<SplitCount> counts)
        implements Event {

    public DatasetFrozen {
        counts = List.copyOf(counts);
    }

    /**
     * One row of the table: a split.
     *
     * @param negative patches without disease
     * @param positive patches with disease
     */
    public record SplitCount(Split split, int cases, int negative, int positive) {}

    @Override
    public Topic topic() {
        return Topic.DATASETS_FROZEN;
    }

    @Override
    public String key() {
        return dataset.name();
    }

    @Override
    public String eventId() {
        return dataset.toString();
    }
}
