package io.cancernet.training.learning;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.training.calibration.OperatingPoint;
import io.cancernet.training.dataset.Manifest;
import io.cancernet.training.evaluation.CaseBootstrap;
import io.cancernet.training.evaluation.ContextSmoothing;
import io.cancernet.training.evaluation.ContextSmoothing.Place;
import io.cancernet.training.evaluation.Prediction;
import io.cancernet.training.evaluation.ScoredPatches;
import io.cancernet.training.evaluation.SplitEvaluation;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.run.RunMetrics;
import io.cancernet.training.run.SplitMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the logits of validation and test amount to: how the model decides, how good it is, what it says of each patch. */
public record Verdict(OperatingPoint point, RunMetrics metrics, List<Prediction> predictions) {

    /** Judges logit differences in the order of the manifest's rows. Calibration and threshold come from validation. */
    public static Verdict of(Recipe recipe, Manifest manifest, float[] validation, float[] test) {
        Lines validationLines = Lines.of(manifest, Split.VALIDATION);
        Lines testLines = Lines.of(manifest, Split.TEST);
        OperatingPoint point = OperatingPoint.choose(recipe, validation, validationLines.labels());
        RunMetrics metrics = new RunMetrics(
                validationLines.metrics(point, validation),
                testLines.metrics(point, test),
                recipe.contextSmoothing() == 0 ? null : smoothed(recipe, validationLines, validation, testLines, test));
        List<Prediction> predictions = new ArrayList<>(validationLines.predictions(point, validation));
        predictions.addAll(testLines.predictions(point, test));
        return new Verdict(point, metrics, predictions);
    }

    private static RunMetrics.Smoothed smoothed(
            Recipe recipe, Lines validationLines, float[] validation, Lines testLines, float[] test) {
        float[] smoothValidation = validationLines.smooth(validation, recipe.contextSmoothing());
        float[] smoothTest = testLines.smooth(test, recipe.contextSmoothing());
        OperatingPoint point = OperatingPoint.choose(recipe, smoothValidation, validationLines.labels());
        return new RunMetrics.Smoothed(
                recipe.contextSmoothing(),
                point.calibration(),
                point.threshold(),
                validationLines.metrics(point, smoothValidation),
                testLines.metrics(point, smoothTest));
    }

    /** The manifest's lines of a split. */
    private record Lines(List<ManifestLine> lines) {

        static Lines of(Manifest manifest, Split split) {
            return new Lines(IntStream.of(manifest.rows(split))
                    .mapToObj(manifest.lines()::get)
                    .toList());
        }

        int[] labels() {
            return lines.stream().mapToInt(ManifestLine::label).toArray();
        }

        SplitMetrics metrics(OperatingPoint point, float[] logits) {
            List<CaseId> cases = lines.stream().map(ManifestLine::caseId).toList();
            ScoredPatches scored = new ScoredPatches(point.probabilities(logits), labels(), cases);
            SplitEvaluation evaluation = new SplitEvaluation(scored, point.threshold());
            return Figures.split(
                    point.evaluate(logits, labels()), evaluation, CaseBootstrap.USUAL.intervals(evaluation));
        }

        float[] smooth(float[] logits, double sigma) {
            List<Place> places = lines.stream()
                    .map(line -> new Place(line.slideId(), line.x(), line.y()))
                    .toList();
            return ContextSmoothing.smooth(logits, places, sigma);
        }

        List<Prediction> predictions(OperatingPoint point, float[] logits) {
            float[] probabilities = point.probabilities(logits);
            return IntStream.range(0, logits.length)
                    .mapToObj(i -> prediction(lines.get(i), logits[i], probabilities[i]))
                    .toList();
        }

        private static Prediction prediction(ManifestLine line, float logit, float probability) {
            return new Prediction(
                    line.patchId(),
                    line.slideId(),
                    line.caseId(),
                    line.split(),
                    line.x(),
                    line.y(),
                    line.label(),
                    logit,
                    probability);
        }
    }
}
