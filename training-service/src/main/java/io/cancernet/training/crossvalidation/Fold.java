package io.cancernet.training.crossvalidation;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Split;
import io.cancernet.training.evaluation.Prediction;
import io.cancernet.training.recipe.Recipe;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One run of a cross-validation, and what its network says of the patches it was not trained on. */
public record Fold(String name, Recipe recipe, List<Prediction> validation, List<Prediction> test) {

    public Fold {
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /**
     * The fold in what a run says.
     *
     * @param predictions of all splits
     */
    public static Fold of(String name, Recipe recipe, List<Prediction> predictions) {
        return new Fold(name, recipe, split(predictions, Split.VALIDATION), split(predictions, Split.TEST));
    }

    int validationCases() {
        return cases(validation).size();
    }

    /** Whether cases of this fold's validation are among those that another fold is tested on. */
    boolean validatesOnTestOf(Fold other) {
        Set<CaseId> tested = cases(other.test);
        return cases(validation).stream().anyMatch(tested::contains);
    }

    private static Set<CaseId> cases(List<Prediction> predictions) {
        return predictions.stream().map(Prediction::caseId).collect(Collectors.toSet());
    }

    private static List<Prediction> split(List<Prediction> predictions, Split split) {
        return predictions.stream().filter(each -> each.split() == split).toList();
    }
}
