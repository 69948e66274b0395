package io.cancernet.training.crossvalidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.patch.Split;
import io.cancernet.training.evaluation.Prediction;
import io.cancernet.training.evaluation.SplitEvaluation;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutOfFoldTest {

    private static final Recipe RECIPE = Recipes.preset("cancernet");
    private static final int FOLDS = 5;
    private static final int SIDE = 8;

    @Test
    void fewValidationCases_areJoinedByThoseOfOtherFoldsButNeverByTestedOnes() {
        List<JudgedFold> judged =
                OutOfFold.judge(folds(2, 0), Scoring.SINGLE_PATCHES).folds();

        // Fold 1 validates on the cases that fold 2 is tested on, and so on around.
        assertThat(judged.get(1).chosenOn()).containsExactly("fold 2", "fold 3", "fold 4", "fold 5");
        assertThat(judged.get(0).chosenOn()).containsExactly("fold 1", "fold 2", "fold 3", "fold 4");
        assertThat(judged).allMatch(each -> each.validationCases() == 2 * (FOLDS - 1));
    }

    @Test
    void labelsOfTestedCases_changeNothingThatIsChosen() {
        List<Fold> folds = folds(2, 0);
        List<Fold> turned =
                folds.stream().map(OutOfFoldTest::withFirstTestTurned).toList();

        JudgedFold before =
                OutOfFold.judge(folds, Scoring.CONTEXT_SMOOTHED).folds().get(0);
        JudgedFold after =
                OutOfFold.judge(turned, Scoring.CONTEXT_SMOOTHED).folds().get(0);

        assertThat(after.threshold()).isEqualTo(before.threshold());
        assertThat(after.calibration()).isEqualTo(before.calibration());
        assertThat(after.smoothing()).isEqualTo(before.smoothing());
        assertThat(after.evaluation().values()).isNotEqualTo(before.evaluation().values());
    }

    @Test
    void enoughValidationCases_decideAlone() {
        List<JudgedFold> judged =
                OutOfFold.judge(folds(10, 0), Scoring.SINGLE_PATCHES).folds();

        assertThat(judged).allMatch(each -> each.chosenOn().equals(List.of(each.name())));
    }

    @Test
    void pooledPatches_areThoseOfAllFolds_eachCaseAtItsOwnThreshold() {
        OutOfFold all = OutOfFold.judge(folds(10, 0), Scoring.SINGLE_PATCHES);

        SplitEvaluation pooled = all.pooled().orElseThrow();

        assertThat(pooled.cases()).isEqualTo(10 * FOLDS);
        assertThat(all.folds().stream().mapToDouble(JudgedFold::threshold).distinct())
                .hasSize(FOLDS);
        double mean = all.folds().stream()
                .mapToDouble(each -> value(each.evaluation(), "atThreshold.accuracy"))
                .average()
                .orElseThrow();
        assertThat(value(pooled, "atThreshold.accuracy")).isEqualTo(mean, within(1e-9));
    }

    @Test
    void caseTestedInTwoFolds_isNotPooled() {
        List<Fold> folds = folds(2, 0);

        assertThat(OutOfFold.judge(List.of(folds.get(0), folds.get(0)), Scoring.SINGLE_PATCHES)
                        .pooled())
                .isEmpty();
    }

    @Test
    void neighboursThatAgree_areSmoothedAndHelp() {
        double single = rocAuc(Scoring.SINGLE_PATCHES);
        OutOfFold smoothed = OutOfFold.judge(folds(3, 0), Scoring.CONTEXT_SMOOTHED);

        assertThat(smoothed.folds()).allMatch(each -> each.smoothing() > 0);
        assertThat(value(smoothed.pooled().orElseThrow(), "rocAuc")).isGreaterThan(single + 0.05);
    }

    private static double rocAuc(Scoring scoring) {
        return value(OutOfFold.judge(folds(3, 0), scoring).pooled().orElseThrow(), "rocAuc");
    }

    private static double value(SplitEvaluation evaluation, String name) {
        return evaluation.values().getOrDefault(name, Double.NaN);
    }

    private static List<Fold> folds(int casesEach, int seed) {
        List<Fold> folds = new ArrayList<>();
        for (int i = 0; i < FOLDS; i++) {
            List<Prediction> predictions = new ArrayList<>();
            Random random = new Random(seed + i);
            for (int each = 0; each < casesEach; each++) {
                addCase(predictions, (i + 1) % FOLDS, each, Split.VALIDATION, random);
                addCase(predictions, i, each, Split.TEST, random);
            }
            folds.add(Fold.of("fold " + (i + 1), RECIPE, predictions));
        }
        return folds;
    }

    /** Disease on the left half of the slide, scored with noise. */
    private static void addCase(List<Prediction> predictions, int fold, int number, Split split, Random random) {
        String name = "case-" + fold + "-" + number;
        for (int i = 0; i < SIDE * SIDE; i++) {
            int label = i % SIDE < SIDE / 2 ? 1 : 0;
            predictions.add(new Prediction(
                    new PatchId(Hashes.identity("patch", name, String.valueOf(i))),
                    new SlideId(Hashes.identity("slide", name)),
                    new CaseId(name),
                    split,
                    50 * (i % SIDE),
                    50 * (i / SIDE),
                    label,
                    (float) (label - 0.5 + 1.2 * random.nextGaussian()),
                    0.5f));
        }
    }

    /** The same with the labels of the first fold's test cases turned round, wherever those cases stand. */
    private static Fold withFirstTestTurned(Fold fold) {
        return new Fold(fold.name(), fold.recipe(), turned(fold.validation()), turned(fold.test()));
    }

    private static List<Prediction> turned(List<Prediction> predictions) {
        return predictions.stream()
                .map(each -> each.caseId().value().startsWith("case-0-")
                        ? new Prediction(
                                each.patchId(),
                                each.slideId(),
                                each.caseId(),
                                each.split(),
                                each.x(),
                                each.y(),
                                1 - each.label(),
                                each.logitDifference(),
                                each.probability())
                        : each)
                .toList();
    }
}
