package io.cancernet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import io.cancernet.common.id.CaseId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SplitEvaluationTest {

    private static final Offset<Double> CLOSE = offset(1e-6);

    /** Two cases with both classes, one without disease. */
    private final ScoredPatches three = ScoredSets.of(
            new float[][] {{0.9f, 0.8f, 0.2f, 0.6f}, {0.7f, 0.1f}, {0.1f, 0.2f, 0.3f, 0.65f}},
            new int[][] {{1, 1, 0, 0}, {1, 1}, {0, 0, 0, 0}});

    @Test
    void patchMetrics_areThoseOfTheWholeSet() {
        Map<String, Double> values = new SplitEvaluation(three, 0.65).values();

        Evaluation whole = Evaluation.of(three.probabilities(), three.labels(), 0.65);
        assertThat(values.get("rocAuc")).isCloseTo(whole.rocAuc(), CLOSE);
        assertThat(values.get("prAuc")).isCloseTo(whole.prAuc(), CLOSE);
        assertThat(values.get("brier")).isCloseTo(whole.brier(), CLOSE);
        assertThat(values.get("ece")).isCloseTo(whole.expectedCalibrationError(), CLOSE);
        assertThat(values.get("atThreshold.sensitivity")).isEqualTo(3 / 4.0);
        assertThat(values.get("atThreshold.specificity")).isEqualTo(5 / 6.0);
        assertThat(values.get("atHalf.specificity")).isEqualTo(4 / 6.0);
        assertThat(values.get("atHalf.mcc"))
                .isCloseTo(
                        Evaluation.of(three.probabilities(), three.labels(), 0.5)
                                .matthews(),
                        CLOSE);
    }

    @Test
    void caseMetrics_areComputedByHand() {
        Map<String, Double> values = new SplitEvaluation(three, 0.65).values();

        // Only the first case has both classes, and ranks them right.
        assertThat(values.get("cases.rocAuc")).isEqualTo(1);
        // 4 of 4, 1 of 2, 3 of 4
        assertThat(values.get("cases.atThreshold.accuracy")).isCloseTo((1 + .5 + .75) / 3, CLOSE);
        // 2 of 2 and 1 of 2; the third has no disease.
        assertThat(values.get("cases.atThreshold.sensitivity")).isCloseTo(.75, CLOSE);
        // 2 of 2 and 3 of 4
        assertThat(values.get("cases.atThreshold.specificity")).isCloseTo(.875, CLOSE);
        // Areas .5, 1, 0 are called .5, .5, .25.
        assertThat(values.get("cases.atThreshold.areaError")).isCloseTo((0 + .5 + .25) / 3, CLOSE);
        // All three are called, at a tenth of the area; the third wrongly.
        assertThat(values.get("cases.atThreshold.callSensitivity")).isEqualTo(1);
        assertThat(values.get("cases.atThreshold.callSpecificity")).isEqualTo(0);
        assertThat(values.get("cases.atThreshold.callAccuracy")).isCloseTo(2 / 3.0, CLOSE);
        assertThat(values.get("cases.atThreshold.callRocAuc")).isEqualTo(1);
    }

    @Test
    void rowsOfCases_tellEachCase() {
        List<CaseRow> rows = new SplitEvaluation(three, 0.65).rows();

        assertThat(rows).extracting(row -> row.caseId().value()).containsExactly("case-000", "case-001", "case-002");
        CaseRow second = rows.get(1);
        assertThat(second.patches()).isEqualTo(2);
        assertThat(second.positives()).isEqualTo(2);
        assertThat(second.meanProbability()).isCloseTo(0.4, CLOSE);
        assertThat(second.rocAuc()).isNull();
        assertThat(second.sensitivity()).isEqualTo(.5);
        assertThat(second.specificity()).isNull();
        assertThat(second.balancedAccuracy()).isNull();
    }

    @Test
    void countedCases_equalCasesThatAreThereAsOften() {
        Random random = new Random(7);
        for (int seed = 0; seed < 60; seed++) {
            ScoredSets.Cases cases = ScoredSets.random(6, 25, seed);
            int[] counts = random.ints(6, 0, 4).toArray();
            counts[random.nextInt(6)]++;

            double[] counted = new SplitEvaluation(cases.scored(), 0.42).values(counts);
            ScoredPatches repeated = cases.repeated(counts);
            Map<String, Double> there = new SplitEvaluation(repeated, 0.42).values();
            Evaluation simple = Evaluation.of(repeated.probabilities(), repeated.labels(), 0.42);

            for (int i = 0; i < counted.length; i++) {
                Double expected = there.get(SplitEvaluation.NAMES.get(i));
                assertThat(counted[i])
                        .as("%s, seed %d", SplitEvaluation.NAMES.get(i), seed)
                        .isCloseTo(expected == null ? Double.NaN : expected, CLOSE);
            }
            assertThat(there.get("rocAuc")).isEqualTo(simple.rocAuc());
            assertThat(there.get("prAuc")).isEqualTo(simple.prAuc());
            assertThat(there.get("atThreshold.kappa")).isEqualTo(simple.kappa());
        }
    }

    @Test
    void oneClass_leavesOutWhatIsUndefined() {
        ScoredPatches healthy = ScoredSets.of(new float[][] {{0.1f, 0.2f}, {0.6f}}, new int[][] {{0, 0}, {0}});

        Map<String, Double> values = new SplitEvaluation(healthy, 0.5).values();

        assertThat(values)
                .containsKeys("brier", "ece", "atHalf.accuracy", "atHalf.specificity", "cases.atHalf.areaError")
                .doesNotContainKeys("rocAuc", "prAuc", "atHalf.sensitivity", "atHalf.mcc", "cases.rocAuc")
                .doesNotContainKeys(
                        "cases.atHalf.sensitivity", "cases.atHalf.callSensitivity", "cases.atHalf.callRocAuc");
        assertThat(values.values()).doesNotContain(Double.NaN);
    }

    @Test
    void noPatch_hasNoMetricAndNoCase() {
        SplitEvaluation none = new SplitEvaluation(new ScoredPatches(new float[0], new int[0], List.of()), 0.5);

        assertThat(none.values()).isEmpty();
        assertThat(none.rows()).isEmpty();
        assertThat(CaseBootstrap.USUAL.intervals(none)).isEmpty();
    }

    @Test
    void columnsOfUnequalLength_areRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ScoredPatches(new float[1], new int[2], List.of(new CaseId("a"))))
                .withMessageContaining("1 probabilities, 2 labels, 1 cases");
    }
}
