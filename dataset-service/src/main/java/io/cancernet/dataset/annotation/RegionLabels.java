package io.cancernet.dataset.annotation;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.patch.Labels;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * The labels of patches that follow from regions drawn on their slide: positive where a stated share of the patch lies
 * inside of regions that mean disease, negative elsewhere, and none where as much lies inside of regions to be ignored.
 * Thread-safe.
 */
public final class RegionLabels {

    public static final double DEFAULT_SHARE = 0.5;
    /** QuPath writes some 20 bytes a corner: a million of them, and a tenth of the heap an ingest has. */
    public static final int MAX_BYTES = 32 << 20;

    private static final int NAMES_LISTED = 20;
    private static final int LONGEST_NAME = 60;

    /** What floating point may be off by: exactly half is half. */
    private static final double ROUNDING = 1e-9;

    private final RegionIndex positive;
    private final RegionIndex ignored;
    private final double share;
    private final String text;

    private RegionLabels(RegionIndex positive, RegionIndex ignored, double share, String text) {
        this.positive = positive;
        this.ignored = ignored;
        this.share = share;
        this.text = text;
    }

    /**
     * Reads regions from GeoJSON as QuPath writes it, in pixels of level 0.
     *
     * @param positiveClasses names of the classes that mean disease, in any case; where there are none, all regions do
     *     that are not to be ignored
     * @param ignoredClasses names of the classes whose patches get no label, in any case
     * @param share of a patch that must lie inside, more than 0 and up to 1
     * @throws DomainException {@code annotations-invalid} when the file cannot be read, a feature cannot be mended, or
     *     no region has one of the positive classes
     */
    public static RegionLabels of(
            byte[] geoJson, Collection<String> positiveClasses, Collection<String> ignoredClasses, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share lies above 0 and up to 1, not at " + share);
        }
        if (geoJson.length > MAX_BYTES) {
            throw new DomainException(
                    ErrorCode.ANNOTATIONS_INVALID,
                    "the annotations have %d bytes, at most %d are taken; export regions only, not cells"
                            .formatted(geoJson.length, MAX_BYTES));
        }
        Set<String> positive = folded(positiveClasses);
        Set<String> ignored = folded(ignoredClasses);
        List<Region> regions = GeoJsonRegions.read(geoJson);
        List<Geometry> positives =
                areas(regions, name -> !ignored.contains(name) && (positive.isEmpty() || positive.contains(name)));
        if (positives.isEmpty()) {
            throw nothingPositive(regions, positive);
        }
        String text = "regions=%s positive=%s ignored=%s share=%s"
                .formatted(Hashes.sha256(geoJson), positive, ignored, share);
        return new RegionLabels(
                new RegionIndex(positives), new RegionIndex(areas(regions, ignored::contains)), share, text);
    }

    /**
     * The label of a patch: 1, 0, or null where it is to be ignored.
     *
     * @param x left edge, pixels of level 0
     * @param y top edge, pixels of level 0
     * @param side pixels of level 0
     */
    public @Nullable Integer label(double x, double y, double side) {
        if (ignored.share(x, y, side) >= share - ROUNDING) {
            return null;
        }
        return positive.share(x, y, side) >= share - ROUNDING ? Labels.POSITIVE : Labels.NEGATIVE;
    }

    /** All that decides about the labels, in one line: part of the extraction's id. */
    public String text() {
        return text;
    }

    private static List<Geometry> areas(List<Region> regions, Predicate<String> wanted) {
        return regions.stream()
                .filter(each -> wanted.test(fold(Objects.requireNonNullElse(each.className(), ""))))
                .map(Region::area)
                .toList();
    }

    private static DomainException nothingPositive(List<Region> regions, Set<String> wanted) {
        Set<String> found = regions.stream()
                .map(Region::className)
                .filter(Objects::nonNull)
                .map(name -> name.substring(0, Math.min(LONGEST_NAME, name.length())))
                .collect(Collectors.toCollection(TreeSet::new));
        String listed = found.isEmpty()
                ? "none of its %d regions has a class".formatted(regions.size())
                : found.stream().limit(NAMES_LISTED).collect(Collectors.joining("', '", "its classes are '", "'"));
        return new DomainException(
                ErrorCode.ANNOTATIONS_INVALID,
                regions.isEmpty()
                        ? "the annotations hold no polygon; draw regions and export them as GeoJSON"
                        : "no region has a class among %s; %s; name one of them as positive".formatted(wanted, listed));
    }

    private static Set<String> folded(Collection<String> names) {
        return names.stream().map(RegionLabels::fold).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String fold(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
