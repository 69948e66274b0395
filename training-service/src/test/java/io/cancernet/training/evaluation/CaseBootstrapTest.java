package io.cancernet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaseBootstrapTest {

    private final ScoredSets.Cases cases = ScoredSets.random(12, 40, 3);
    private final SplitEvaluation evaluation = new SplitEvaluation(cases.scored(), 0.45);

    @Test
    void interval_isThatOfCasesDrawnByHand() {
        int resamples = 200;
        double[] areas = new double[resamples];
        Random random = new Random(5);
        for (int resample = 0; resample < resamples; resample++) {
            int[] counts = new int[12];
            for (int i = 0; i < 12; i++) {
                counts[random.nextInt(12)]++;
            }
            ScoredPatches drawn = cases.repeated(counts);
            areas[resample] =
                    new Ranking(drawn.probabilities(), drawn.labels()).rocAuc().orElseThrow();
        }
        Arrays.sort(areas);

        Interval interval = rocAuc(new CaseBootstrap(resamples, 5, 0.9).intervals(evaluation));

        // Places .05 and .95 of 199 steps.
        assertThat(interval.low()).isCloseTo(areas[9] + .95 * (areas[10] - areas[9]), offset(1e-12));
        assertThat(interval.high()).isCloseTo(areas[189] + .05 * (areas[190] - areas[189]), offset(1e-12));
    }

    @Test
    void intervals_holdTheEstimateAndRepeat() {
        Map<String, Interval> intervals = CaseBootstrap.USUAL.intervals(evaluation);

        assertThat(intervals).containsKeys("rocAuc", "ece", "atThreshold.mcc", "cases.atHalf.sensitivity");
        evaluation.values().forEach((name, value) -> {
            // Calibration errors and areas of few cases are biased in resamples; ratios are not.
            if (name.contains("sensitivity") || name.contains("specificity") || name.equals("rocAuc")) {
                assertThat(intervals.get(name))
                        .as(name)
                        .matches(interval -> interval != null && interval.contains(value));
            }
        });
        assertThat(CaseBootstrap.USUAL.intervals(evaluation)).isEqualTo(intervals);
        assertThat(new CaseBootstrap(2000, 43, .95).intervals(evaluation)).isNotEqualTo(intervals);
    }

    @Test
    void pairedDifferences_areNarrowerThanTheRunsThemselves() {
        ScoredSets.Cases shifted = new ScoredSets.Cases(
                Arrays.stream(cases.probabilities())
                        .map(each -> {
                            float[] other = each.clone();
                            other[0] = 1 - other[0];
                            return other;
                        })
                        .toArray(float[][]::new),
                cases.labels());
        SplitEvaluation other = new SplitEvaluation(shifted.scored(), 0.45);

        Map<String, Interval> differences = CaseBootstrap.USUAL.differences(evaluation, other);

        double estimate = rocAuc(evaluation.values()) - rocAuc(other.values());
        Interval difference = rocAuc(differences);
        assertThat(difference.contains(estimate)).isTrue();
        assertThat(difference.width())
                .isLessThan(rocAuc(CaseBootstrap.USUAL.intervals(evaluation)).width());
        assertThat(rocAuc(CaseBootstrap.USUAL.differences(other, evaluation)).high())
                .isCloseTo(-difference.low(), offset(1e-12));
    }

    @Test
    void runAgainstItself_differsInNothing() {
        assertThat(CaseBootstrap.USUAL.differences(evaluation, evaluation).values())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each).isEqualTo(new Interval(0, 0)));
    }

    @Test
    void meanOfRepeats_drawsTheSameCasesForAll() {
        Map<String, Interval> alone = CaseBootstrap.USUAL.intervals(evaluation);

        Map<String, Interval> mean =
                CaseBootstrap.USUAL.intervals(Weighted.mean(List.of(evaluation, evaluation, evaluation)));

        assertThat(rocAuc(mean).low()).isCloseTo(rocAuc(alone).low(), offset(1e-12));
        assertThat(rocAuc(mean).high()).isCloseTo(rocAuc(alone).high(), offset(1e-12));
        assertThat(Weighted.sum(Weighted.mean(List.of(evaluation, evaluation))).get("rocAuc"))
                .isEqualTo(evaluation.values().get("rocAuc"));
    }

    @Test
    void differenceOfOverlappingCases_pairsThoseThatBothHave() {
        // The second half of the cases stands in one evaluation only; the other half is scored alike in both.
        SplitEvaluation half = new SplitEvaluation(
                ScoredSets.of(Arrays.copyOf(cases.probabilities(), 6), Arrays.copyOf(cases.labels(), 6)), 0.45);
        List<Weighted> difference = Weighted.difference(List.of(evaluation), List.of(half));

        Interval interval =
                Objects.requireNonNull(CaseBootstrap.USUAL.intervals(difference).get("brier"));

        double estimate = Objects.requireNonNull(Weighted.sum(difference).get("brier"));
        assertThat(interval.contains(estimate)).isTrue();
        double apart = Objects.requireNonNull(
                        CaseBootstrap.USUAL.intervals(evaluation).get("brier"))
                .width();
        assertThat(interval.width())
                .isLessThan(apart
                        + Objects.requireNonNull(
                                        CaseBootstrap.USUAL.intervals(half).get("brier"))
                                .width());
    }

    @Test
    void fewCases_areSaidToBeFew() {
        SplitEvaluation one = new SplitEvaluation(ScoredSets.random(1, 30, 1).scored(), 0.5);

        assertThat(CaseBootstrap.USUAL.intervals(one)).isEmpty();
        assertThat(CaseBootstrap.note(1)).contains("1 case:", "too few");
        assertThat(CaseBootstrap.note(9)).contains("only 9 cases");
        assertThat(CaseBootstrap.note(10)).isNull();
    }

    @Test
    void metricThatIsOftenUndefined_hasNoInterval() {
        // One of three cases holds all disease: it is missing from 8 resamples of 27.
        SplitEvaluation rare = new SplitEvaluation(
                ScoredSets.of(new float[][] {{.9f, .2f}, {.1f}, {.3f}}, new int[][] {{1, 0}, {0}, {0}}), 0.5);

        assertThat(CaseBootstrap.USUAL.intervals(rare))
                .doesNotContainKey("rocAuc")
                .containsKey("brier");
    }

    private static <T> T rocAuc(Map<String, T> metrics) {
        return Objects.requireNonNull(metrics.get("rocAuc"));
    }
}
