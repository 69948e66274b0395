package io.cancernet.dataset.stain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the patches of a slide were normalised, to be kept with them.
 *
 * @param reference what the colours were brought to
 * @param pixels of tissue that the estimate rests on
 * @param estimated of the slide, by name; empty where nothing could be estimated
 * @param leftAsIs why the patches were left as they are; absent where they were normalised
 */
public record StainRecord(
        StainMethod method,
        String reference,
        int pixels,
        Map<String, List<Double>> estimated,
        @Nullable String leftAsIs) {

    public StainRecord {
        Map<String, List<Double>> sorted = new TreeMap<>();
        estimated.forEach((name, values) -> sorted.put(name, List.copyOf(values)));
        estimated = Collections.unmodifiableMap(sorted);
    }
}
