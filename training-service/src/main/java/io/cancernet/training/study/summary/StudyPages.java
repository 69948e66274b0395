package io.cancernet.training.study.summary;

import io.cancernet.training.crossvalidation.Scoring;
import io.cancernet.training.crossvalidation.Spread;
import io.cancernet.training.evaluation.Interval;
import io.cancernet.training.plot.Marking;
import io.cancernet.training.report.MarkdownPage;
import io.cancernet.training.report.Page;
import io.cancernet.training.report.Words;
import io.cancernet.training.study.summary.StudySummary.Arm;
import io.cancernet.training.study.summary.StudySummary.ArmName;
import io.cancernet.training.study.summary.StudySummary.Difference;
import io.cancernet.training.study.summary.StudySummary.Estimate;
import io.cancernet.training.study.summary.StudySummary.JudgedRun;
import io.cancernet.training.study.summary.StudySummary.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Summaries of studies for people. All other metrics are in the JSON. */
public final class StudyPages {

    private static final Map<String, String> MAIN = main();

    private StudyPages() {}

    public static String markdown(StudySummary summary) {
        return MarkdownPage.write(page(summary));
    }

    private static Map<String, String> main() {
        Map<String, String> main = new LinkedHashMap<>();
        main.put("rocAuc", "ROC-AUC");
        main.put("prAuc", "PR-AUC (average precision)");
        main.put("ece", "expected calibration error");
        main.put("atThreshold.balancedAccuracy", "balanced accuracy");
        main.put("atThreshold.sensitivity", "sensitivity");
        main.put("atThreshold.specificity", "specificity");
        main.put("cases.rocAuc", "by case: mean ROC-AUC within cases");
        main.put("cases.atThreshold.balancedAccuracy", "by case: mean balanced accuracy");
        main.put("cases.atThreshold.sensitivity", "by case: mean sensitivity");
        main.put("cases.atThreshold.specificity", "by case: mean specificity");
        main.put("cases.atThreshold.callRocAuc", "by case: ROC-AUC of the area called");
        return main;
    }

    private static Page page(StudySummary summary) {
        Page page = new Page("Study %s"
                .formatted(summary.name().isEmpty() ? summary.studyId().value() : summary.name()));
        page.paragraph(summary.notice() + ". Disease is the positive class.");
        if (summary.leaky()) {
            page.warning("Some datasets are " + Marking.LEAKY);
        }
        if (!summary.complete()) {
            page.warning(
                    "Not complete: %d of %d runs are counted so far".formatted(summary.runsCounted(), summary.runs()));
        }
        page.paragraph("Threshold, calibration and strength of smoothing are chosen on validation alone: on a run's own"
                + " where it has ten cases or more, else on that of all folds without the cases that the run is tested"
                + " on.");
        leftOut(page, summary);
        optimism(page, summary);
        summary.arms().stream()
                .map(arm -> arm.name().datasets())
                .distinct()
                .forEach(group -> group(page, summary, group));
        return page;
    }

    /** Those that ended otherwise than finished; how many have not ended is said above. */
    private static void leftOut(Page page, StudySummary summary) {
        List<List<String>> rows = summary.leftOut().stream()
                .filter(each -> each.state() == null || each.state().ended())
                .map(each -> List.of(
                        each.run().value(),
                        each.recipe(),
                        each.dataset().toString(),
                        String.valueOf(each.seed()),
                        each.reason()))
                .toList();
        if (!rows.isEmpty()) {
            page.heading("Runs that are not counted");
            page.table(List.of("run", "recipe", "dataset", "seed", "why"), rows);
        }
    }

    /** Leaky and honest figures beside each other. */
    private static void optimism(Page page, StudySummary summary) {
        List<Difference> differences = summary.differences().stream()
                .filter(each -> each.kind() == Kind.OPTIMISM && !each.pooled().isEmpty())
                .toList();
        if (differences.isEmpty()) {
            return;
        }
        page.heading("Optimism of the leaky split");
        page.paragraph("How much better the same recipe looks where patches of one case stand in several splits. In"
                + " brackets: 95 % intervals by bootstrap over cases, drawn for both splits at once.");
        for (Difference each : differences) {
            Arm leaky = arm(summary, each.of());
            Arm honest = arm(summary, each.minus());
            page.table(
                    List.of(
                            words(each.of()),
                            "LEAKY: " + each.of().datasets(),
                            "by case: " + each.minus().datasets(),
                            "optimism"),
                    rows(metric -> Stream.of(
                                    pooled(leaky, metric),
                                    pooled(honest, metric),
                                    signed(each.pooled().get(metric)))
                            .toList()));
        }
    }

    private static void group(Page page, StudySummary summary, String group) {
        List<Arm> arms = summary.arms().stream()
                .filter(each -> each.name().datasets().equals(group))
                .toList();
        boolean leaky = arms.stream().anyMatch(Arm::leaky);
        page.heading((leaky ? "LEAKY: " : "") + group);
        if (leaky) {
            page.warning(Marking.LEAKY);
        }
        arms.forEach(arm -> arm.notes().forEach(note -> page.paragraph(words(arm.name()) + ": " + note + ".")));
        List<String> header = header(arms);
        page.paragraph(
                "Mean over runs, ± standard deviation, in brackets the 95 % t interval of the mean, corrected for"
                        + " training cases that folds share (Nadeau and Bengio 2003).");
        page.table(header, rows(metric -> arms.stream()
                .map(arm -> spread(arm.byRun().get(metric), false))
                .toList()));
        if (arms.stream().anyMatch(arm -> arm.pooled() != null)) {
            page.paragraph("All test patches together, mean over seeds, in brackets 95 % intervals by bootstrap over"
                    + " cases.");
            page.table(
                    header,
                    rows(metric -> arms.stream().map(arm -> pooled(arm, metric)).toList()));
        }
        summary.differences().stream()
                .filter(each ->
                        each.kind() != Kind.OPTIMISM && each.of().datasets().equals(group))
                .forEach(each -> difference(page, each));
        runs(page, arms);
    }

    private static void difference(Page page, Difference difference) {
        page.paragraph("%s minus %s:".formatted(words(difference.of()), words(difference.minus())));
        boolean pooled = !difference.pooled().isEmpty();
        page.table(
                pooled
                        ? List.of("metric", "mean over pairs of runs", "pooled")
                        : List.of("metric", "mean over pairs of runs"),
                rows(metric -> {
                    String byRun = spread(difference.byRun().get(metric), true);
                    return pooled ? List.of(byRun, signed(difference.pooled().get(metric))) : List.of(byRun);
                }));
    }

    private static void runs(Page page, List<Arm> arms) {
        List<List<String>> rows = new ArrayList<>();
        for (Arm arm : arms) {
            for (JudgedRun run : arm.runs()) {
                rows.add(List.of(
                        words(arm.name()),
                        run.dataset().toString(),
                        String.valueOf(run.seed()),
                        String.valueOf(run.testCases()),
                        Words.count(run.testPatches()),
                        Words.number(run.metrics().get("rocAuc")),
                        Words.number(run.metrics().get("atThreshold.balancedAccuracy")),
                        Words.number(run.metrics().get("atThreshold.sensitivity")),
                        Words.number(run.metrics().get("atThreshold.specificity")),
                        Words.number(run.metrics().get("ece")),
                        Words.number(run.threshold()),
                        String.valueOf(run.smoothing()),
                        String.valueOf(run.validationCases()),
                        run.run().value()));
            }
        }
        page.paragraph("Run by run:");
        page.table(
                List.of(
                        "recipe",
                        "dataset",
                        "seed",
                        "test cases",
                        "test patches",
                        "ROC-AUC",
                        "balanced accuracy",
                        "sensitivity",
                        "specificity",
                        "calibration error",
                        "threshold",
                        "smoothing",
                        "validation cases",
                        "run"),
                rows);
    }

    private static Arm arm(StudySummary summary, ArmName name) {
        return summary.arms().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> header(List<Arm> arms) {
        return Stream.concat(Stream.of("metric"), arms.stream().map(arm -> words(arm.name())))
                .toList();
    }

    private static List<List<String>> rows(Function<String, List<String>> cells) {
        List<List<String>> rows = new ArrayList<>();
        MAIN.forEach((metric, words) -> rows.add(
                Stream.concat(Stream.of(words), cells.apply(metric).stream()).toList()));
        return rows;
    }

    private static String words(ArmName name) {
        return name.scoring() == Scoring.CONTEXT_SMOOTHED ? name.recipe() + ", smoothed" : name.recipe();
    }

    private static String pooled(Arm arm, String metric) {
        Estimate estimate = arm.pooled() == null ? null : arm.pooled().metrics().get(metric);
        return estimate == null ? Words.number(null) : Words.withInterval(estimate.value(), estimate.interval());
    }

    private static String signed(@Nullable Estimate estimate) {
        return estimate == null
                ? Words.number(null)
                : Words.signed(estimate.value()) + brackets(estimate.interval(), Words::signed);
    }

    private static String spread(@Nullable Spread spread, boolean signed) {
        if (spread == null) {
            return Words.number(null);
        }
        String mean = signed ? Words.signed(spread.mean()) : Words.number(spread.mean());
        String deviation = spread.deviation() == null ? "" : " ± " + Words.number(spread.deviation());
        return mean + deviation + brackets(spread.interval(), signed ? Words::signed : Words::number);
    }

    private static String brackets(@Nullable Interval interval, Function<Double, String> words) {
        return interval == null ? "" : " [%s, %s]".formatted(words.apply(interval.low()), words.apply(interval.high()));
    }
}
