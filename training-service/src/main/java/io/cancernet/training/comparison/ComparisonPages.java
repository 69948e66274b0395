package io.cancernet.training.comparison;

import io.cancernet.training.comparison.RunComparison.ComparedRun;
import io.cancernet.training.comparison.RunComparison.Difference;
import io.cancernet.training.comparison.RunComparison.MetricDifference;
import io.cancernet.training.plot.Marking;
import io.cancernet.training.plot.Plot;
import io.cancernet.training.report.HtmlPage;
import io.cancernet.training.report.MarkdownPage;
import io.cancernet.training.report.Page;
import io.cancernet.training.report.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Comparisons for people. */
public final class ComparisonPages {

    private ComparisonPages() {}

    /** Words and tables only. */
    public static String markdown(RunComparison comparison) {
        return MarkdownPage.write(page(comparison, List.of()));
    }

    /** One file with the plots inside. */
    public static String html(RunComparison comparison, List<Plot> plots) {
        Map<String, Plot> byName = plots.stream().collect(Collectors.toMap(plot -> plot.name() + ".svg", plot -> plot));
        return HtmlPage.write(page(comparison, plots), name -> picture(byName, name));
    }

    private static byte[] picture(Map<String, Plot> plots, String name) {
        Plot plot = plots.get(name);
        if (plot == null) {
            throw new IllegalArgumentException("no plot " + name);
        }
        return plot.svg();
    }

    private static Page page(RunComparison comparison, List<Plot> plots) {
        Page page = new Page("Comparison of %d runs".formatted(comparison.runs().size()));
        page.paragraph(comparison.notice() + ". Disease is the positive class.");
        comparison.runs().stream()
                .filter(ComparedRun::leaky)
                .forEach(run -> page.warning("%s: %s".formatted(run.runId(), Marking.LEAKY)));
        List<ComparedRun> runs = comparison.runs();
        page.heading("Runs");
        page.table(
                List.of("run", "recipe", "dataset", "seed", "test patches", "test cases"),
                runs.stream()
                        .map(run -> List.of(
                                run.runId().value(),
                                run.recipe(),
                                run.dataset().toString(),
                                String.valueOf(run.seed()),
                                Words.count(run.testPatches()),
                                String.valueOf(run.testCases())))
                        .toList());
        page.heading("What was set otherwise");
        if (comparison.settings().isEmpty()) {
            page.paragraph("Nothing: the runs have the same settings.");
        } else {
            page.table(
                    header("field", runs, run -> run.runId().value()),
                    comparison.settings().stream()
                            .map(each -> join(each.name(), each.values()))
                            .toList());
        }
        page.heading("Differences on test");
        page.paragraph("Run minus run. In brackets: %.0f %% intervals by paired bootstrap over cases (%d resamples)."
                .formatted(
                        100 * comparison.bootstrap().level(),
                        comparison.bootstrap().resamples()));
        for (Difference difference : comparison.differences()) {
            difference(page, difference);
        }
        page.heading("Metrics on test");
        page.table(header("metric", runs, run -> run.runId().value()), metrics(runs));
        if (!plots.isEmpty()) {
            page.heading("Curves");
            plots.forEach(plot -> page.figure(plot.name() + ".svg", plot.title()));
        }
        return page;
    }

    private static void difference(Page page, Difference difference) {
        if (difference.note() != null) {
            page.paragraph("%s - %s: %s.".formatted(difference.run(), difference.minus(), difference.note()));
        }
        page.table(
                List.of("metric", "%s - %s".formatted(difference.run(), difference.minus())),
                difference.metrics().entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), words(entry.getValue())))
                        .toList());
    }

    private static String words(MetricDifference difference) {
        return difference.interval() == null
                ? Words.signed(difference.value())
                : "%s [%s, %s]"
                        .formatted(
                                Words.signed(difference.value()),
                                Words.signed(difference.interval().low()),
                                Words.signed(difference.interval().high()));
    }

    private static List<List<String>> metrics(List<ComparedRun> runs) {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> names.addAll(run.metrics().keySet()));
        List<List<String>> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(header(
                    name,
                    runs,
                    run -> Words.withInterval(
                            run.metrics().get(name), run.intervals().get(name))));
        }
        return rows;
    }

    private static List<String> header(String first, List<ComparedRun> runs, Function<ComparedRun, String> cell) {
        return join(first, runs.stream().map(cell).toList());
    }

    private static List<String> join(String first, List<String> rest) {
        List<String> row = new ArrayList<>(List.of(first));
        row.addAll(rest);
        return row;
    }
}
