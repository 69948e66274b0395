package io.cancernet.training.report;

import io.cancernet.common.patch.Split;
import io.cancernet.training.evaluation.Curves;
import io.cancernet.training.plot.HistogramPlot;
import io.cancernet.training.plot.LinePlot;
import io.cancernet.training.plot.LinePlot.Point;
import io.cancernet.training.plot.Marking;
import io.cancernet.training.plot.MatrixPlot;
import io.cancernet.training.plot.Plot;
import io.cancernet.training.run.Epoch;
import io.cancernet.training.run.SplitMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The plots of a report, in the order in which it shows them. What is undefined is left out. */
final class ReportPlots {

    private static final List<Point> DIAGONAL = List.of(new Point(0, 0), new Point(1, 1));

    private final RunReport report;
    private final ReportedSplit judged;
    private final SplitMetrics metrics;
    private final String split;
    private final Marking marking;

    private ReportPlots(RunReport report) {
        this.report = report;
        this.judged = report.judged();
        this.metrics = report.judgedMetrics();
        this.split = judged.split().slug();
        this.marking = report.marking();
    }

    static List<Plot> of(RunReport report) {
        ReportPlots plots = new ReportPlots(report);
        List<Plot> all = new ArrayList<>(List.of(plots.loss(), plots.accuracy()));
        if (!plots.judged.curves().points().isEmpty()) {
            all.add(plots.roc());
            all.add(plots.precisionRecall());
        }
        if (plots.judged.patches() > 0) {
            all.add(plots.confusion(false));
            all.add(plots.confusion(true));
            all.add(plots.reliability());
            all.add(plots.scores());
        }
        return all;
    }

    private Plot loss() {
        return new LinePlot("loss", "Loss by epoch", "epoch", "cross entropy")
                .wholeX()
                .markedLine("training, class weights and augmentation included", byEpoch(Epoch::trainLoss))
                .markedLine("validation", byEpoch(Epoch::validationLoss))
                .plot(marking);
    }

    private Plot accuracy() {
        LinePlot plot = new LinePlot("accuracy", "Accuracy by epoch, at .5 without calibration", "epoch", "part of 1")
                .wholeX()
                .markedLine("training accuracy", byEpoch(Epoch::trainAccuracy))
                .markedLine("validation accuracy", byEpoch(Epoch::validationAccuracy));
        List<Point> areas = byEpoch(Epoch::validationRocAuc);
        return (areas.isEmpty() ? plot : plot.markedLine("validation ROC-AUC", areas)).plot(marking);
    }

    private Plot roc() {
        LinePlot plot = new LinePlot("roc", "ROC curve", "1 - specificity", "sensitivity")
                .unitSquare()
                .line("%s, area %s".formatted(split, withInterval(metrics.rocAuc(), "rocAuc")), roc(judged));
        if (judged.split() == Split.TEST
                && !report.validation().curves().points().isEmpty()) {
            plot.line(
                    "validation, area %s"
                            .formatted(
                                    Words.number(report.metrics().validation().rocAuc())),
                    roc(report.validation()));
        }
        plot.reference("chance", DIAGONAL);
        mark(plot, metrics.atThreshold(), at -> point(complement(at.specificity()), at.sensitivity()));
        mark(plot, metrics.atHalf(), at -> point(complement(at.specificity()), at.sensitivity()));
        return plot.plot(marking);
    }

    private Plot precisionRecall() {
        double prevalence = (double) judged.positives() / judged.patches();
        LinePlot plot = new LinePlot("precision-recall", "Precision and recall", "recall (sensitivity)", "precision")
                .unitSquare()
                .line(
                        "%s, average precision %s".formatted(split, withInterval(metrics.prAuc(), "prAuc")),
                        judged.curves().points().stream()
                                .map(each -> new Point(each.sensitivity(), each.precision()))
                                .toList())
                .reference(
                        "chance: part of patches with disease",
                        List.of(new Point(0, prevalence), new Point(1, prevalence)));
        mark(plot, metrics.atThreshold(), at -> point(at.sensitivity(), at.ppv()));
        mark(plot, metrics.atHalf(), at -> point(at.sensitivity(), at.ppv()));
        return plot.plot(marking);
    }

    private Plot confusion(boolean normalised) {
        SplitMetrics.Confusion counts = metrics.atThreshold().confusion();
        long most = Math.max(Math.max(counts.tn(), counts.fp()), Math.max(counts.fn(), counts.tp()));
        long negatives = counts.tn() + counts.fp();
        long positives = counts.fn() + counts.tp();
        List<List<MatrixPlot.Cell>> rows = List.of(
                List.of(cell(counts.tn(), negatives, most, normalised), cell(counts.fp(), negatives, most, normalised)),
                List.of(
                        cell(counts.fn(), positives, most, normalised),
                        cell(counts.tp(), positives, most, normalised)));
        return MatrixPlot.plot(
                normalised ? "confusion-normalised" : "confusion-counts",
                "Confusion matrix of %s at threshold %s, %s"
                        .formatted(split, Words.number(report.threshold()), normalised ? "by true class" : "patches"),
                "called",
                "true",
                List.of("no disease", "disease"),
                rows,
                marking);
    }

    private static MatrixPlot.Cell cell(long count, long ofClass, long most, boolean normalised) {
        if (!normalised) {
            return new MatrixPlot.Cell(String.format(Locale.ROOT, "%,d", count), most == 0 ? 0 : (double) count / most);
        }
        return ofClass == 0
                ? new MatrixPlot.Cell("undefined", 0)
                : new MatrixPlot.Cell(Words.number((double) count / ofClass), (double) count / ofClass);
    }

    private Plot reliability() {
        return new LinePlot("reliability", "Reliability", "mean calibrated probability", "part with disease")
                .unitSquare()
                .markedLine(
                        "%s, expected calibration error %s".formatted(split, withInterval(metrics.ece(), "ece")),
                        judged.curves().reliability().stream()
                                .map(each -> new Point(each.meanProbability(), each.positiveRate()))
                                .toList())
                .reference("perfect", DIAGONAL)
                .plot(marking);
    }

    private Plot scores() {
        List<Curves.ScoreBin> bins = judged.curves().scores();
        long negatives = judged.patches() - judged.positives();
        HistogramPlot plot = new HistogramPlot(
                "scores",
                "Scores of %s by true class".formatted(split),
                "calibrated probability of disease",
                "part of the class",
                2);
        plot.group(
                String.format(Locale.ROOT, "no disease (%,d patches)", negatives),
                bins.stream().map(bin -> part(bin.negatives(), negatives)).toList());
        plot.group(
                String.format(Locale.ROOT, "disease (%,d patches)", judged.positives()),
                bins.stream()
                        .map(bin -> part(bin.positives(), judged.positives()))
                        .toList());
        return plot.line("threshold " + Words.number(report.threshold()), report.threshold())
                .plot(marking);
    }

    private static double part(long count, long whole) {
        return whole == 0 ? 0 : (double) count / whole;
    }

    private List<Point> byEpoch(Function<Epoch, @Nullable Double> value) {
        List<Point> points = new ArrayList<>();
        for (Epoch epoch : report.epochs()) {
            Double one = value.apply(epoch);
            if (one != null && Double.isFinite(one)) {
                points.add(new Point(epoch.number(), one));
            }
        }
        return points;
    }

    private static List<Point> roc(ReportedSplit split) {
        List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
        split.curves().points().forEach(each -> points.add(new Point(1 - each.specificity(), each.sensitivity())));
        return points;
    }

    private static void mark(
            LinePlot plot, SplitMetrics.Decisions at, Function<SplitMetrics.Decisions, @Nullable Point> place) {
        Point point = place.apply(at);
        if (point != null) {
            plot.mark("threshold " + Words.number(at.threshold()), point);
        }
    }

    private static @Nullable Point point(@Nullable Double x, @Nullable Double y) {
        return x == null || y == null ? null : new Point(x, y);
    }

    private static @Nullable Double complement(@Nullable Double value) {
        return value == null ? null : 1 - value;
    }

    private String withInterval(@Nullable Double value, String name) {
        return Words.withInterval(value, metrics.interval(name));
    }
}
