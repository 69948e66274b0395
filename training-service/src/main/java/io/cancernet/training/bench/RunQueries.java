package io.cancernet.training.bench;

import io.cancernet.training.bench.postgres.SyntheticRuns;
import io.cancernet.training.history.RunCursor;
import io.cancernet.training.history.RunSort;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * The documented queries of the run history, each with values that change from call to call; among them those that an
 * index alone does not serve: conditions that fit at the far end of the sort, nothing that fits, pages far down.
 */
final class RunQueries {

    private static final String RUNS = "/api/v1/runs";
    private static final String BEST = "&sort=test.rocAuc";
    private static final List<String> TWENTY_METRICS = List.of(
            "test.rocAuc",
            "test.prAuc",
            "test.brier",
            "test.ece",
            "test.atThreshold.threshold",
            "test.atThreshold.sensitivity",
            "test.atThreshold.specificity",
            "test.atThreshold.balancedAccuracy",
            "test.atThreshold.accuracy",
            "test.atThreshold.f1",
            "validation.rocAuc",
            "validation.prAuc",
            "validation.brier",
            "validation.ece",
            "validation.atHalf.sensitivity",
            "validation.atHalf.specificity",
            "validation.atHalf.balancedAccuracy",
            "validation.atHalf.accuracy",
            "validation.atHalf.f1",
            "validation.atHalf.kappa");

    private static final String CONSOLE_COLUMNS =
            "runId,state,stage,dataset,leaky,recipe,seed,epochsTotal,epochsFinished,"
                    + "error,tags,createdAt,startedAt,finishedAt,";

    private final SplittableRandom random = new SplittableRandom(1);
    private final Map<String, Supplier<String>> all = new LinkedHashMap<>();
    private final List<String> ids;

    /** @param ids of the runs, the oldest first */
    RunQueries(List<String> ids) {
        this.ids = ids;
        oneRun();
        filters();
        sorts();
        combinations();
        pages();
        columns();
        console();
    }

    /** Paths by what they ask for. */
    Map<String, Supplier<String>> all() {
        return all;
    }

    private void oneRun() {
        add("a run", () -> RUNS + "/" + id());
        add("epochs of a run", () -> RUNS + "/" + id() + "/epochs");
        add("the last epochs of a run", () -> RUNS + "/" + id() + "/epochs?after=35");
        add("tags and note of a run", () -> RUNS + "/" + id() + "/annotations");
        add("names of metrics", () -> RUNS + "/metrics");
    }

    private void filters() {
        add("newest", () -> RUNS);
        list("state=finished", () -> "state=finished");
        list("state=failed", () -> "state=failed");
        list("state=queued (20 runs)", () -> "state=queued");
        list("recipe", () -> "recipe=" + recipe());
        list("dataset", () -> "dataset=" + dataset());
        list("created in a week", () -> created(Duration.ofDays(7)));
        list("finished in a day", () -> during("finished", Duration.ofDays(1)));
        list("tag of a third of the runs", () -> "tag=sweep");
        list("tag of 1 run in 2,000", () -> "tag=paper");
        list("tag of no run", () -> "tag=unheard-of");
        list("metric>= (many)", () -> "metric=" + encode("test.rocAuc>=" + number(.6, .9)));
        list("metric>= (few)", () -> "metric=" + encode("test.rocAuc>=" + number(.955, .97)));
        list("metric>= (none)", () -> "metric=" + encode("test.rocAuc>=1.5"));
        list(
                "two metrics",
                () -> "metric=" + encode("test.rocAuc>=" + number(.8, .9)) + "&metric="
                        + encode("validation.brier<=" + number(.06, .1)));
    }

    private void sorts() {
        list("sort by a metric, best first", () -> "sort=" + metric());
        list("sort by a metric, worst first", () -> "order=asc&sort=" + metric());
        list("sort by end", () -> "sort=finishedAt");
    }

    private void combinations() {
        list("state=finished, by metric", () -> "state=finished" + BEST);
        list("state=failed, by metric (none)", () -> "state=failed" + BEST);
        list("recipe, by metric", () -> "recipe=" + recipe() + BEST);
        list("the worst recipe, best first", () -> "recipe=squeezenet" + BEST);
        list("dataset, by metric", () -> "dataset=" + dataset() + "&sort=" + metric());
        list("tag of 1 run in 2,000, by metric", () -> "tag=paper&sort=" + metric());
        list("tag of no run, by metric", () -> "tag=unheard-of" + BEST);
        list("created in a week, by metric", () -> created(Duration.ofDays(7)) + BEST);
        list("created in a year, by metric", () -> created(Duration.ofDays(365)) + BEST);
        list(
                "bad in one metric, best in another first",
                () -> "metric=" + encode("validation.brier>=" + number(.1, .2)) + BEST);
        list(
                "bad in two metrics, best in another first",
                () -> "metric="
                        + encode("validation.brier>=" + number(.1, .15)) + "&metric="
                        + encode("test.prAuc<=" + number(.7, .8)) + BEST);
        list("few by metric, oldest first", () -> "order=asc&metric=" + encode("test.rocAuc>=" + number(.955, .97)));
        list(
                "everything at once",
                () -> "state=finished&recipe=" + recipe() + "&dataset=" + dataset() + "&tag=sweep&"
                        + created(Duration.ofDays(365)) + "&metric=" + encode("test.atThreshold.sensitivity>=.9")
                        + BEST);
    }

    private void pages() {
        list("deep page by time", () -> "cursor=" + after(RunSort.NEWEST));
        list("deep page by time, of a recipe", () -> "recipe=" + recipe() + "&cursor=" + after(RunSort.NEWEST));
        RunSort best = new RunSort("test.rocAuc", true);
        list("deep page by metric", () -> "cursor=" + after(best) + BEST);
        list("deep page by metric, of a dataset", () -> "dataset=" + dataset() + "&cursor=" + after(best) + BEST);
        list(
                "deep page by metric, bad in another",
                () -> "metric=" + encode("validation.brier>=" + number(.1, .2)) + "&cursor=" + after(best) + BEST);
    }

    private void columns() {
        String twenty = "columns=runId,recipe," + String.join(",", TWENTY_METRICS);
        list("20 metrics as columns", () -> twenty + BEST);
        list("20 metrics as columns, of a dataset", () -> twenty + "&dataset=" + dataset());
        list("1,000 runs a page", () -> "limit=1000&dataset=" + dataset());
        list(
                "1,000 runs a page, 5 metrics",
                () -> "limit=1000&columns=runId," + String.join(",", TWENTY_METRICS.subList(0, 5)) + BEST);
    }

    /** What the console's page of runs asks for. */
    private void console() {
        String page = "limit=50&columns=" + CONSOLE_COLUMNS + "test.rocAuc,test.atThreshold.balancedAccuracy";
        RunSort best = new RunSort("test.rocAuc", true);
        list("console: newest", () -> page);
        list("console: deep page", () -> page + "&cursor=" + after(RunSort.NEWEST));
        list("console: by metric", () -> page + BEST);
        list("console: by metric, deep page", () -> page + BEST + "&cursor=" + after(best));
        list(
                "console: state, recipe and metric, by metric",
                () -> page + "&state=finished&recipe=" + recipe() + "&metric="
                        + encode("test.atThreshold.sensitivity>=.9") + BEST);
    }

    private void list(String name, Supplier<String> query) {
        add(name, () -> RUNS + "?" + query.get());
    }

    private void add(String name, Supplier<String> path) {
        all.put(name, path);
    }

    private String id() {
        return ids.get(random.nextInt(ids.size() - 100));
    }

    private String recipe() {
        return SyntheticRuns.recipes()
                .get(random.nextInt(SyntheticRuns.recipes().size()));
    }

    private String dataset() {
        return encode("idc/" + (1 + random.nextInt(SyntheticRuns.datasets())));
    }

    private String metric() {
        return TWENTY_METRICS.get(random.nextInt(TWENTY_METRICS.size()));
    }

    private String created(Duration length) {
        return during("created", length);
    }

    private String during(String what, Duration length) {
        Instant from = SyntheticRuns.created(random.nextInt(ids.size()));
        return what + "From=" + from + "&" + what + "To=" + from.plus(length);
    }

    private String after(RunSort sort) {
        int run = ids.size() / 10 + random.nextInt(ids.size() / 2);
        String value =
                sort.byMetric() ? number(.6, .85) : SyntheticRuns.created(run).toString();
        return new RunCursor(sort, value, run).text();
    }

    private String number(double from, double to) {
        return String.format(Locale.ROOT, "%.4f", random.nextDouble(from, to));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
