package io.cancernet.training.crossvalidation;

import io.cancernet.common.id.CaseId;
import io.cancernet.training.calibration.OperatingPoint;
import io.cancernet.training.evaluation.CaseBootstrap;
import io.cancernet.training.evaluation.Prediction;
import io.cancernet.training.evaluation.ScoredPatches;
import io.cancernet.training.evaluation.SplitEvaluation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The folds of one recipe and seed, judged. Calibration, threshold and the strength of smoothing come from validation
 * alone: a fold's own where it has {@value CaseBootstrap#ENOUGH_CASES} cases or more; else from the validation patches of
 * all folds, each scored by the network that was not trained on them, without any case that the fold is tested on.
 */
public final class OutOfFold {

    private final List<JudgedFold> judged = new ArrayList<>();
    private final List<Prediction> tested = new ArrayList<>();
    private final List<float[]> probabilities = new ArrayList<>();
    private final Map<CaseId, Double> thresholds = new HashMap<>();
    private boolean casesApart = true;

    private OutOfFold() {}

    /** Judges folds that have patches in validation and in test. */
    public static OutOfFold judge(List<Fold> folds, Scoring scoring) {
        List<SmoothedValidation> validations =
                folds.stream().map(SmoothedValidation::new).toList();
        OutOfFold all = new OutOfFold();
        for (int i = 0; i < folds.size(); i++) {
            all.judge(folds.get(i), sources(i, folds, validations), scoring);
        }
        return all;
    }

    /** The folds one by one, in their order. */
    public List<JudgedFold> folds() {
        return List.copyOf(judged);
    }

    /** All test patches together, each case at its fold's threshold; empty when a case is tested in two folds. */
    public Optional<SplitEvaluation> pooled() {
        if (!casesApart || tested.isEmpty()) {
            return Optional.empty();
        }
        float[] all = new float[tested.size()];
        int at = 0;
        for (float[] some : probabilities) {
            System.arraycopy(some, 0, all, at, some.length);
            at += some.length;
        }
        return Optional.of(new SplitEvaluation(
                scored(tested, all), caseId -> Objects.requireNonNull(thresholds.get(caseId), caseId.value())));
    }

    private static List<SmoothedValidation> sources(int i, List<Fold> folds, List<SmoothedValidation> validations) {
        if (folds.get(i).validationCases() >= CaseBootstrap.ENOUGH_CASES) {
            return List.of(validations.get(i));
        }
        return IntStream.range(0, folds.size())
                .filter(j -> j == i || !folds.get(j).validatesOnTestOf(folds.get(i)))
                .mapToObj(validations::get)
                .toList();
    }

    private void judge(Fold fold, List<SmoothedValidation> sources, Scoring scoring) {
        double smoothing = scoring == Scoring.CONTEXT_SMOOTHED ? SmoothedValidation.bestSmoothing(sources) : 0;
        OperatingPoint point = SmoothedValidation.operatingPoint(fold.recipe(), sources, smoothing);
        float[] some = point.probabilities(Logits.smoothed(fold.test(), smoothing));
        SplitEvaluation evaluation = new SplitEvaluation(scored(fold.test(), some), point.threshold());
        judged.add(new JudgedFold(
                fold.name(),
                smoothing,
                point.calibration(),
                point.threshold(),
                sources.stream().map(each -> each.fold().name()).toList(),
                sources.stream().mapToInt(each -> each.fold().validationCases()).sum(),
                some.length,
                evaluation));
        tested.addAll(fold.test());
        probabilities.add(some);
        for (CaseId each : evaluation.caseIds()) {
            casesApart &= thresholds.put(each, point.threshold()) == null;
        }
    }

    private static ScoredPatches scored(List<Prediction> predictions, float[] probabilities) {
        return new ScoredPatches(
                probabilities,
                Logits.labels(predictions),
                predictions.stream().map(Prediction::caseId).toList());
    }
}
