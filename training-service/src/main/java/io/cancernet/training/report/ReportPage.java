package io.cancernet.training.report;

import io.cancernet.training.evaluation.CaseRow;
import io.cancernet.training.plot.Marking;
import io.cancernet.training.plot.Plot;
import io.cancernet.training.run.RunMetrics;
import io.cancernet.training.run.SplitMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The report of a run for people. */
final class ReportPage {

    private final RunReport report;
    private final Page page;

    private ReportPage(RunReport report) {
        this.report = report;
        this.page = new Page("Run %s: %s on %s".formatted(report.runId(), report.recipe(), report.dataset()));
    }

    /** @param sheets names of the sheets there are, with what they show */
    static Page of(RunReport report, List<Plot> plots, Map<String, String> sheets) {
        ReportPage writer = new ReportPage(report);
        writer.head();
        writer.metrics();
        writer.smoothed();
        writer.page.heading("Plots");
        plots.forEach(plot -> writer.page.figure(plot.name() + ".svg", plot.title()));
        writer.cases();
        writer.sheets(sheets);
        writer.settings();
        return writer.page;
    }

    private void head() {
        page.paragraph(report.notice() + ". Disease is the positive class.");
        if (report.leaky()) {
            page.warning(Marking.LEAKY);
        }
        if (report.erasedSlides() > 0) {
            page.warning(
                    "%d slides were erased from this run's dataset since. They are counted in metrics and plots, but "
                                    .formatted(report.erasedSlides())
                            + "shown nowhere; freeze a new dataset version and train again.");
        }
        page.table(
                List.of("run", ""),
                List.of(
                        List.of("dataset", report.dataset().toString()),
                        List.of(
                                "manifest sha256",
                                report.datasetManifestSha256().value()),
                        List.of("recipe, seed", "%s, %d".formatted(report.recipe(), report.seed())),
                        List.of(
                                "epochs, selected",
                                "%d, %d".formatted(report.epochs().size(), report.selectedEpoch())),
                        List.of(
                                "model",
                                report.model().name() + "/" + report.model().version()),
                        List.of(
                                "calibration",
                                "slope %s, intercept %s"
                                        .formatted(
                                                Words.number(
                                                        report.calibration().slope()),
                                                Words.number(
                                                        report.calibration().intercept()))),
                        List.of("threshold on the calibrated probability", Words.number(report.threshold())),
                        List.of("validation", size(report.validation())),
                        List.of("test", size(report.test())),
                        List.of("code", report.codeVersion()),
                        List.of("made", report.createdAt().toString())));
    }

    private static String size(ReportedSplit split) {
        return "%s patches, %s with disease, %d cases"
                .formatted(
                        Words.count(split.patches()),
                        Words.count(split.positives()),
                        split.cases().size());
    }

    private void metrics() {
        RunMetrics metrics = report.metrics();
        List<SplitMetrics> splits = List.of(metrics.test(), metrics.validation());
        page.heading("Metrics by patch, at the chosen threshold");
        page.paragraph("Calibration and threshold were chosen on validation; test was looked at once. In brackets: "
                + "%.0f %% intervals by bootstrap over cases (%d resamples, seed %d)."
                        .formatted(
                                100 * report.bootstrap().level(),
                                report.bootstrap().resamples(),
                                report.bootstrap().seed()));
        intervalNotes();
        page.table(List.of("metric", "test", "validation"), MetricTables.byPatch(splits, true));
        page.heading("Metrics by patch, at .5");
        page.table(List.of("metric", "test", "validation"), MetricTables.decided(splits, false));
        page.heading("Metrics by case");
        page.paragraph(
                "Every case counts the same; a mean is over the cases in which it is defined. A case has disease when "
                        + "any patch is labelled so, and is called when at least a tenth of its patches is.");
        page.table(List.of("at the chosen threshold", "test", "validation"), MetricTables.byCase(splits, true));
        page.table(List.of("at .5", "test", "validation"), MetricTables.byCase(splits, false));
    }

    private void intervalNotes() {
        String test = report.metrics().test().intervalNote();
        String validation = report.metrics().validation().intervalNote();
        if (test != null) {
            page.paragraph("Test: %s.".formatted(test));
        }
        if (validation != null) {
            page.paragraph("Validation: %s.".formatted(validation));
        }
    }

    private void smoothed() {
        RunMetrics.Smoothed smoothed = report.metrics().smoothed();
        if (smoothed == null) {
            return;
        }
        page.heading("With the neighbours' say");
        page.paragraph(
                ("The same logits, smoothed by a Gaussian of %s patches over each slide's grid, with calibration and "
                                + "threshold (%s) of their own, chosen on validation. The model itself scores single patches.")
                        .formatted(Words.number(smoothed.sigma()), Words.number(smoothed.threshold())));
        page.table(
                List.of("test, at the chosen threshold", "single patches", "smoothed"),
                MetricTables.byPatch(List.of(report.metrics().test(), smoothed.test()), true));
    }

    private void cases() {
        ReportedSplit judged = report.judged();
        page.heading("Cases of " + judged.split().slug() + ", at the chosen threshold");
        List<List<String>> rows = new ArrayList<>();
        for (CaseRow row : judged.cases()) {
            rows.add(List.of(
                    row.caseId().value(),
                    Words.count(row.patches()),
                    Words.count(row.positives()),
                    Words.number(row.meanProbability()),
                    Words.number(row.rocAuc()),
                    Words.number(row.balancedAccuracy()),
                    Words.number(row.sensitivity()),
                    Words.number(row.specificity()),
                    Words.number(row.area()),
                    Words.number(row.calledArea())));
        }
        page.table(
                List.of(
                        "case",
                        "patches",
                        "with disease",
                        "mean score",
                        "ROC-AUC",
                        "balanced accuracy",
                        "sensitivity",
                        "specificity",
                        "area",
                        "called area"),
                rows);
    }

    private void sheets(Map<String, String> sheets) {
        page.heading("Patches");
        if (sheets.isEmpty()) {
            page.paragraph("There are no sheets of patches.");
        }
        new TreeMap<>(sheets).forEach(page::figure);
    }

    private void settings() {
        page.heading("Recipe");
        page.table(List.of("field", "value"), FlatSettings.rows(report.settings()));
        page.heading("Environment");
        page.table(List.of("field", "value"), FlatSettings.rows(report.environment()));
    }
}
