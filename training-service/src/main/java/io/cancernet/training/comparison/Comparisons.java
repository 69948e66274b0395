package io.cancernet.training.comparison;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.RunId;
import io.cancernet.training.comparison.RunComparison.Difference;
import io.cancernet.training.comparison.RunComparison.Setting;
import io.cancernet.training.evaluation.CaseBootstrap;
import io.cancernet.training.plot.LinePlot;
import io.cancernet.training.plot.LinePlot.Point;
import io.cancernet.training.plot.Marking;
import io.cancernet.training.plot.Plot;
import io.cancernet.training.report.FlatSettings;
import io.cancernet.training.report.RunReport;
import io.cancernet.training.report.RunReports;
import io.cancernet.training.run.Epoch;
import io.cancernet.training.run.Run;
import io.cancernet.training.run.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares finished runs by their reports and predictions. */
@ApplicationScoped
public class Comparisons {

    private static final int MOST = 6;
    private static final String ABSENT = "absent";

    private final Runs runs;
    private final RunReports reports;

    public Comparisons(Runs runs, RunReports reports) {
        this.runs = runs;
        this.reports = reports;
    }

    /**
     * Compares runs in the order asked for.
     *
     * @throws DomainException when one is not known, has not finished or has no report
     * @throws IllegalArgumentException when fewer than two or more than six are asked for, or one twice
     */
    public RunComparison compare(List<RunId> ids) {
        List<RunReport> compared = reports(ids);
        List<ComparedTest> tests = compared.stream()
                .map(report -> new ComparedTest(report, reports.predictions(report.runId())))
                .toList();
        List<Difference> differences =
                tests.stream().skip(1).map(test -> test.minus(tests.get(0))).toList();
        return new RunComparison(
                Marking.RESEARCH_USE_ONLY,
                tests.stream().map(ComparedTest::run).toList(),
                settings(compared),
                differences,
                CaseBootstrap.USUAL);
    }

    /** The runs' curves over one another, by epoch and on test. */
    public List<Plot> plots(List<RunId> ids) {
        List<RunReport> compared = reports(ids);
        Marking marking = new Marking(
                "%d runs".formatted(compared.size()), compared.stream().anyMatch(RunReport::leaky));
        return List.of(
                byEpoch("compare-loss", "Validation loss by epoch", "cross entropy", Epoch::validationLoss, compared)
                        .plot(marking),
                byEpoch("compare-train-loss", "Training loss by epoch", "cross entropy", Epoch::trainLoss, compared)
                        .plot(marking),
                byEpoch(
                                "compare-accuracy",
                                "Validation accuracy by epoch, at .5",
                                "part of 1",
                                Epoch::validationAccuracy,
                                compared)
                        .plot(marking),
                byEpoch(
                                "compare-roc-auc",
                                "Validation ROC-AUC by epoch",
                                "area under the curve",
                                Epoch::validationRocAuc,
                                compared)
                        .plot(marking),
                roc(compared).plot(marking));
    }

    private List<RunReport> reports(List<RunId> ids) {
        Set<RunId> distinct = new TreeSet<>(Comparator.comparing(RunId::value));
        distinct.addAll(ids);
        if (ids.size() < 2 || ids.size() > MOST || distinct.size() < ids.size()) {
            throw new IllegalArgumentException(
                    "name two to %d different runs to compare: %d were named, %d of them different"
                            .formatted(MOST, ids.size(), distinct.size()));
        }
        return ids.stream().map(this::report).toList();
    }

    private RunReport report(RunId id) {
        Run run = runs.find(id);
        if (run.result() == null) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "run %s is %s; only finished runs can be compared"
                            .formatted(id, run.progress().state().slug()));
        }
        return reports.find(id);
    }

    /** Fields that differ, those of the recipe by their dotted names. */
    private static List<Setting> settings(List<RunReport> compared) {
        List<Map<String, String>> flat = compared.stream()
                .map(report -> FlatSettings.of(report.settings()))
                .toList();
        List<Setting> all = new ArrayList<>();
        all.add(setting("dataset", compared, report -> report.dataset().toString()));
        all.add(setting("manifest sha256", compared, report -> report.datasetManifestSha256()
                .value()));
        all.add(setting("leaky", compared, report -> String.valueOf(report.leaky())));
        all.add(setting("code", compared, RunReport::codeVersion));
        Set<String> names = new TreeSet<>();
        flat.forEach(each -> names.addAll(each.keySet()));
        for (String name : names) {
            all.add(new Setting(
                    name,
                    flat.stream().map(each -> each.getOrDefault(name, ABSENT)).toList()));
        }
        return all.stream()
                .filter(each -> each.values().stream().distinct().count() > 1)
                .toList();
    }

    private static Setting setting(String name, List<RunReport> compared, Function<RunReport, String> value) {
        return new Setting(name, compared.stream().map(value).toList());
    }

    private static LinePlot byEpoch(
            String name,
            String title,
            String yLabel,
            Function<Epoch, @Nullable Double> value,
            List<RunReport> compared) {
        LinePlot plot = new LinePlot(name, title, "epoch", yLabel).wholeX();
        for (RunReport report : compared) {
            List<Point> points = new ArrayList<>();
            for (Epoch epoch : report.epochs()) {
                Double one = value.apply(epoch);
                if (one != null) {
                    points.add(new Point(epoch.number(), one));
                }
            }
            plot.markedLine(label(report), points);
        }
        return plot;
    }

    private static LinePlot roc(List<RunReport> compared) {
        LinePlot plot =
                new LinePlot("compare-roc", "ROC curves on test", "1 - specificity", "sensitivity").unitSquare();
        for (RunReport report : compared) {
            plot.line(
                    label(report),
                    report.test().curves().points().stream()
                            .map(each -> new Point(1 - each.specificity(), each.sensitivity()))
                            .toList());
        }
        return plot.reference("chance", List.of(new Point(0, 0), new Point(1, 1)));
    }

    private static String label(RunReport report) {
        return "%s %s%s".formatted(report.recipe(), report.runId(), report.leaky() ? " (leaky)" : "");
    }
}
