package io.cancernet.training.evaluation;

import io.cancernet.common.id.CaseId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Every metric of a set of patches, by patch and by case, at the chosen threshold and at .5, as a function of how often
 * each case is counted: once for the estimate, as often as drawn for a bootstrap resample.
 *
 * <p>Metrics have dotted names: {@code rocAuc}, {@code atThreshold.sensitivity}, {@code cases.atHalf.areaError}.
 */
public final class SplitEvaluation {

    public static final String AT_THRESHOLD = "atThreshold.";
    public static final String AT_HALF = "atHalf.";
    public static final String CASES = "cases.";

    /** The names of all metrics, in order. */
    public static final List<String> NAMES = names();

    private static final double HALF = 0.5;

    private final PatchMetrics patches;
    private final List<Decisions> decisions;
    private final List<CaseRow> rows;

    /** @param threshold the chosen one, a calibrated probability */
    public SplitEvaluation(ScoredPatches scored, double threshold) {
        this(scored, caseId -> threshold);
    }

    /** @param thresholds the chosen one of each case: in a cross-validation every fold has its own */
    public SplitEvaluation(ScoredPatches scored, ToDoubleFunction<CaseId> thresholds) {
        patches = new PatchMetrics(scored);
        List<ScoredPatches> byCase = scored.byCase();
        decisions = Stream.of(thresholds, (ToDoubleFunction<CaseId>) caseId -> HALF)
                .map(each -> Decisions.of(byCase, each))
                .toList();
        rows = decisions.get(0).rows();
    }

    /** The decisions at one threshold in each case. */
    private record Decisions(List<ConfusionMatrix> matrices, List<CaseRow> rows, CaseMetrics byCase) {

        static Decisions of(List<ScoredPatches> cases, ToDoubleFunction<CaseId> thresholds) {
            List<CaseRow> rows = cases.stream()
                    .map(each -> CaseRow.of(each, threshold(each, thresholds)))
                    .toList();
            List<ConfusionMatrix> matrices = cases.stream()
                    .map(each -> ConfusionMatrix.of(each.probabilities(), each.labels(), threshold(each, thresholds)))
                    .toList();
            return new Decisions(matrices, rows, new CaseMetrics(rows));
        }

        private static double threshold(ScoredPatches oneCase, ToDoubleFunction<CaseId> thresholds) {
            return thresholds.applyAsDouble(oneCase.caseIds().get(0));
        }

        ConfusionMatrix matrix(int[] counts) {
            long[] sums = new long[4];
            for (int i = 0; i < counts.length; i++) {
                ConfusionMatrix each = matrices.get(i);
                sums[0] += counts[i] * each.trueNegatives();
                sums[1] += counts[i] * each.falsePositives();
                sums[2] += counts[i] * each.falseNegatives();
                sums[3] += counts[i] * each.truePositives();
            }
            return new ConfusionMatrix(sums[0], sums[1], sums[2], sums[3]);
        }
    }

    public int cases() {
        return rows.size();
    }

    /** The cases, in the order in which they are counted. */
    public List<CaseId> caseIds() {
        return rows.stream().map(CaseRow::caseId).toList();
    }

    /** The table of cases at the chosen threshold, by case id. */
    public List<CaseRow> rows() {
        return rows;
    }

    /** What is defined of all metrics, by name. */
    public Map<String, Double> values() {
        int[] once = new int[cases()];
        Arrays.fill(once, 1);
        double[] all = values(once);
        Map<String, Double> defined = new LinkedHashMap<>();
        for (int i = 0; i < all.length; i++) {
            if (!Double.isNaN(all[i])) {
                defined.put(NAMES.get(i), all[i]);
            }
        }
        return defined;
    }

    /** Values in the order of the names, NaN for undefined, with each case counted so many times. */
    double[] values(int[] counts) {
        double[] values = new double[NAMES.size()];
        int at = copy(patches.ranked(counts), values, 0);
        for (Decisions each : decisions) {
            at = copy(PatchMetrics.decided(each.matrix(counts)), values, at);
        }
        values[at++] = decisions.get(0).byCase().rocAuc(counts);
        for (Decisions each : decisions) {
            at = copy(each.byCase().values(counts), values, at);
        }
        return values;
    }

    private static int copy(double[] from, double[] to, int at) {
        System.arraycopy(from, 0, to, at, from.length);
        return at + from.length;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(PatchMetrics.RANKED);
        PatchMetrics.DECIDED.forEach(name -> names.add(AT_THRESHOLD + name));
        PatchMetrics.DECIDED.forEach(name -> names.add(AT_HALF + name));
        names.add(CASES + "rocAuc");
        CaseMetrics.NAMES.forEach(name -> names.add(CASES + AT_THRESHOLD + name));
        CaseMetrics.NAMES.forEach(name -> names.add(CASES + AT_HALF + name));
        return List.copyOf(names);
    }
}
