package io.cancernet.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frozen dataset version.
 *
 * @param dataset name and version, as {@code idc/1}
 */
public record Dataset(
        String dataset,
        @Nullable JsonNode manifest,
        boolean leaky,
        long seed,
        long duplicatesLeftOut,
        long borderLeftOut,
        List<SplitCount> counts,
        List<SlideSplit> slides) {

    /** Cases and patches of a split. */
    public record SplitCount(String split, int cases, long negative, long positive) {}

    /** A slide and the split that its case is in. */
    public record SlideSplit(String slideId, String caseId, String split) {}

    public List<SlideSplit> slidesOf(String split) {
        return slides.stream().filter(slide -> slide.split().equals(split)).toList();
    }
}
