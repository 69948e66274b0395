package io.cancernet.training.report;

import io.cancernet.training.run.SplitMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The metrics of splits as rows of a table, one column a split, with intervals. */
final class MetricTables {

    /** A metric that needs no threshold. */
    private record Ranked(String words, String path, Function<SplitMetrics, @Nullable Double> value) {}

    /** A metric of decisions. */
    private record Decided(String words, String name, Function<SplitMetrics.Decisions, @Nullable Double> value) {}

    /** A metric of decisions in which every case counts the same. */
    private record ByCase(String words, String name, Function<SplitMetrics.CaseDecisions, @Nullable Double> value) {}

    private static final List<Ranked> RANKED = List.of(
            new Ranked("ROC-AUC", "rocAuc", SplitMetrics::rocAuc),
            new Ranked("PR-AUC (average precision)", "prAuc", SplitMetrics::prAuc),
            new Ranked("Brier score", "brier", SplitMetrics::brier),
            new Ranked("expected calibration error", "ece", SplitMetrics::ece));

    private static final List<Decided> DECIDED = List.of(
            new Decided("accuracy", "accuracy", SplitMetrics.Decisions::accuracy),
            new Decided("balanced accuracy", "balancedAccuracy", SplitMetrics.Decisions::balancedAccuracy),
            new Decided("sensitivity", "sensitivity", SplitMetrics.Decisions::sensitivity),
            new Decided("specificity", "specificity", SplitMetrics.Decisions::specificity),
            new Decided("precision (PPV)", "ppv", SplitMetrics.Decisions::ppv),
            new Decided("NPV", "npv", SplitMetrics.Decisions::npv),
            new Decided("F1", "f1", SplitMetrics.Decisions::f1),
            new Decided("Cohen's kappa", "kappa", SplitMetrics.Decisions::kappa),
            new Decided("MCC", "mcc", SplitMetrics.Decisions::mcc));

    private static final List<ByCase> BY_CASE = List.of(
            new ByCase("mean accuracy", "accuracy", SplitMetrics.CaseDecisions::accuracy),
            new ByCase("mean balanced accuracy", "balancedAccuracy", SplitMetrics.CaseDecisions::balancedAccuracy),
            new ByCase("mean sensitivity", "sensitivity", SplitMetrics.CaseDecisions::sensitivity),
            new ByCase("mean specificity", "specificity", SplitMetrics.CaseDecisions::specificity),
            new ByCase("mean error of the area called", "areaError", SplitMetrics.CaseDecisions::areaError),
            new ByCase("cases called rightly", "callAccuracy", SplitMetrics.CaseDecisions::callAccuracy),
            new ByCase("cases with disease called", "callSensitivity", SplitMetrics.CaseDecisions::callSensitivity),
            new ByCase(
                    "cases without disease not called", "callSpecificity", SplitMetrics.CaseDecisions::callSpecificity),
            new ByCase("ROC-AUC of the area called", "callRocAuc", SplitMetrics.CaseDecisions::callRocAuc));

    private MetricTables() {}

    /** Rows by patch; all splits at their chosen threshold or all at .5. */
    static List<List<String>> byPatch(List<SplitMetrics> splits, boolean chosen) {
        List<List<String>> rows = new ArrayList<>();
        for (Ranked each : RANKED) {
            rows.add(row(
                    each.words(),
                    splits,
                    split -> Words.withInterval(each.value().apply(split), split.interval(each.path()))));
        }
        rows.addAll(decided(splits, chosen));
        return rows;
    }

    /** Rows of decisions only. */
    static List<List<String>> decided(List<SplitMetrics> splits, boolean chosen) {
        List<List<String>> rows = new ArrayList<>();
        String at = chosen ? "atThreshold." : "atHalf.";
        for (Decided each : DECIDED) {
            rows.add(row(
                    each.words(),
                    splits,
                    split -> Words.withInterval(
                            each.value().apply(chosen ? split.atThreshold() : split.atHalf()),
                            split.interval(at + each.name()))));
        }
        return rows;
    }

    /** Rows in which every case counts the same. */
    static List<List<String>> byCase(List<SplitMetrics> splits, boolean chosen) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("mean ROC-AUC within cases", splits, split -> {
            SplitMetrics.Cases cases = split.cases();
            return Words.withInterval(cases == null ? null : cases.rocAuc(), split.interval("cases.rocAuc"));
        }));
        String at = "cases." + (chosen ? "atThreshold." : "atHalf.");
        for (ByCase each : BY_CASE) {
            rows.add(row(each.words(), splits, split -> {
                SplitMetrics.Cases cases = split.cases();
                return cases == null
                        ? Words.number(null)
                        : Words.withInterval(
                                each.value().apply(chosen ? cases.atThreshold() : cases.atHalf()),
                                split.interval(at + each.name()));
            }));
        }
        return rows;
    }

    private static List<String> row(String words, List<SplitMetrics> splits, Function<SplitMetrics, String> cell) {
        List<String> row = new ArrayList<>(List.of(words));
        splits.forEach(split -> row.add(cell.apply(split)));
        return row;
    }
}
