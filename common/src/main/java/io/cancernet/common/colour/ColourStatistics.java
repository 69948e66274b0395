package io.cancernet.common.colour;

import java.util.List;

/**
 * How colours are spread in the patches that a model was trained on, as it stands in {@code model.json}. Nine figures
 * are taken of a patch at the size of the model's input: the mean of red, green and blue in 8-bit levels, the natural
 * logarithm of one plus the standard deviation of each, and the correlations red-green, red-blue and green-blue.
 *
 * @param patches that were measured
 * @param mean of the nine figures
 * @param covariance of the nine figures, nine rows of nine
 * @param limit Mahalanobis distance from the mean beyond which an image's colours are unlike the training patches'
 */
public record ColourStatistics(int patches, List<Double> mean, List<List<Double>> covariance, double limit) {

    public ColourStatistics {
        mean = List.copyOf(mean);
        covariance = covariance.stream().map(List::copyOf).toList();
        if (patches < 1) {
            throw new IllegalArgumentException("colourStatistics.patches must be positive: " + patches);
        }
        if (!(limit > 0 && Double.isFinite(limit))) {
            throw new IllegalArgumentException("colourStatistics.limit must be positive: " + limit);
        }
        requireFigures("mean", mean);
        if (covariance.size() != ColourFeatures.COUNT) {
            throw new IllegalArgumentException(
                    "colourStatistics.covariance has %d rows: %d".formatted(ColourFeatures.COUNT, covariance.size()));
        }
        covariance.forEach(row -> requireFigures("covariance", row));
    }

    private static void requireFigures(String field, List<Double> values) {
        if (values.size() != ColourFeatures.COUNT || !values.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("colourStatistics.%s holds rows of %d finite numbers: %s"
                    .formatted(field, ColourFeatures.COUNT, values));
        }
    }
}
