package io.cancernet.dataset.dataset;

import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.dataset.dataset.DatasetRepository.Rewritten;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was erased from a dataset version, which cannot be trained on any more.
 *
 * @param slides that it held
 * @param at when the last of them was asked to be erased
 * @param manifest without the lines of these slides, under the key of the one that was frozen
 * @param patches lines that are gone
 */
public record Erased(List<SlideId> slides, Instant at, ObjectRef manifest, int patches) {

    public Erased {
        slides = List.copyOf(slides);
    }

    /** What is erased from a version once one more slide is. */
    public static Erased from(FrozenDataset dataset, SlideId slide, Instant at, Rewritten left) {
        SortedSet<SlideId> slides = new TreeSet<>(List.of(slide));
        Instant last = at;
        Erased before = dataset.erased();
        if (before != null) {
            slides.addAll(before.slides());
            last = at.isBefore(before.at()) ? before.at() : at;
        }
        return new Erased(List.copyOf(slides), last, left.manifest(), dataset.patches() - left.lines());
    }
}
