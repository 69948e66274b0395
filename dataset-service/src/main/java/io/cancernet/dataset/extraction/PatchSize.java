package io.cancernet.dataset.extraction;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Width and height of a patch in pixels. */
public record PatchSize(int width, int height) {

    private static final Comparator<Map.Entry<PatchSize, Integer>> BY_COUNT_THEN_AREA =
            Map.Entry.<PatchSize, Integer>comparingByValue()
                    .thenComparing(each -> (long) each.getKey().width * each.getKey().height)
                    .thenComparing(each -> each.getKey().width);

    /** The size that most patches have; of equals the largest. */
    static PatchSize mostFrequent(List<UsablePatch> patches) {
        Map<PatchSize, Integer> counts = new HashMap<>();
        patches.forEach(each -> counts.merge(new PatchSize(each.width(), each.height()), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(BY_COUNT_THEN_AREA)
                .map(Map.Entry::getKey)
                .orElse(new PatchSize(1, 1));
    }
}
