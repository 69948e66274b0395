package io.cancernet.dataset.ingest;

import java.net.URI;
import java.util.List;

/**
 * Regions that label the patches of a whole slide.
 *
 * @param uri GeoJSON as QuPath exports it, in level-0 pixels
 * @param positiveClasses classes of regions that mean disease
 * @param ignoredClasses classes of regions whose patches get no label
 * @param positiveShare a patch is positive when at least this share of it lies inside, 0 to 1
 */
public record RegionOptions(URI uri, List<String> positiveClasses, List<String> ignoredClasses, double positiveShare) {

    public static final List<String> DEFAULT_CLASSES = List.of("tumor", "tumour", "carcinoma", "idc", "positive");
    /** As QuPath calls regions to leave out. */
    public static final List<String> DEFAULT_IGNORED = List.of("ignore*", "ignore", "region*");

    public static final double DEFAULT_SHARE = 0.5;

    public RegionOptions {
        positiveClasses = List.copyOf(positiveClasses);
        ignoredClasses = List.copyOf(ignoredClasses);
        if (!(positiveShare > 0 && positiveShare <= 1)) {
            throw new IllegalArgumentException("the share inside lies above 0 and up to 1: " + positiveShare);
        }
    }
}
