package io.cancernet.training.evaluation;

import io.cancernet.common.patch.Labels;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Metrics in which every case counts the same, however many patches it has, at one threshold. A mean is taken over the
 * cases in which it is defined. NaN stands for undefined.
 */
final class CaseMetrics {

    /** A case is called diseased when at least this part of its patches is. */
    static final double CALL_AREA = 0.1;

    static final List<String> NAMES = List.of(
            "accuracy",
            "balancedAccuracy",
            "sensitivity",
            "specificity",
            "areaError",
            "callAccuracy",
            "callSensitivity",
            "callSpecificity",
            "callRocAuc");

    private final List<CaseRow> rows;
    private final double[] areas;
    private final int[] diseased;
    private final int[] byArea;

    CaseMetrics(List<CaseRow> rows) {
        this.rows = rows;
        areas = rows.stream().mapToDouble(CaseRow::calledArea).toArray();
        diseased = rows.stream()
                .mapToInt(row -> row.positives() > 0 ? Labels.POSITIVE : Labels.NEGATIVE)
                .toArray();
        byArea = IntStream.range(0, areas.length)
                .boxed()
                .sorted((a, b) -> Double.compare(areas[b], areas[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Mean ROC-AUC within cases, the same at any threshold. */
    double rocAuc(int[] counts) {
        return mean(CaseRow::rocAuc, counts);
    }

    /** Values in the order of the names. */
    double[] values(int[] counts) {
        long[] calls = new long[4];
        for (int i = 0; i < diseased.length; i++) {
            int called = areas[i] >= CALL_AREA ? Labels.POSITIVE : Labels.NEGATIVE;
            calls[2 * diseased[i] + called] += counts[i];
        }
        ConfusionMatrix matrix = new ConfusionMatrix(calls[0], calls[1], calls[2], calls[3]);
        return new double[] {
            mean(CaseRow::accuracy, counts),
            mean(CaseRow::balancedAccuracy, counts),
            mean(CaseRow::sensitivity, counts),
            mean(CaseRow::specificity, counts),
            mean(row -> Math.abs(row.calledArea() - row.area()), counts),
            Undefined.orNaN(matrix.accuracy()),
            Undefined.orNaN(matrix.sensitivity()),
            Undefined.orNaN(matrix.specificity()),
            rocAucOfAreas(counts)
        };
    }

    private double mean(Function<CaseRow, @Nullable Double> value, int[] counts) {
        double sum = 0;
        long cases = 0;
        for (int i = 0; i < counts.length; i++) {
            Double one = value.apply(rows.get(i));
            if (one != null) {
                sum += counts[i] * one;
                cases += counts[i];
            }
        }
        return cases == 0 ? Double.NaN : sum / cases;
    }

    private double rocAucOfAreas(int[] counts) {
        WeightedCurves curves = new WeightedCurves();
        for (int at = 0; at < byArea.length; at++) {
            int one = byArea[at];
            if (at > 0 && areas[one] < areas[byArea[at - 1]]) {
                curves.endTie();
            }
            curves.add(diseased[one], counts[one]);
        }
        curves.endTie();
        return curves.rocAuc();
    }
}
