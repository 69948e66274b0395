package io.cancernet.inference.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures as text, each goal beside what was reached. */
final class FiguresPage {

    static final double GOAL_SHARE = 0.6;
    static final double GOAL_RATE = 2000;
    static final double GOAL_P99 = 150;
    static final double GOAL_DRIFT = 0.05;
    static final double GOAL_PAUSE = 100;
    static final double GOAL_REQUESTS = 400;

    private static final double MIB = 1 << 20;

    private FiguresPage() {}

    static List<String> lines(Figures figures) {
        List<String> lines = new ArrayList<>();
        lines.add(text("%d processors, load %.1f before the first measurement", figures.processors(), figures.load()));
        lines.add("bare forward pass of CancerNet on resident data, patches/s:");
        figures.bare()
                .forEach(each -> lines.add(text(
                        "  batch %3d   DJL's OnnxRuntime %,6.0f   ONNX Runtime's own API %,6.0f   (%.2f)",
                        each.batch(), each.djl(), each.onnxRuntime(), each.djl() / each.onnxRuntime())));
        Figures.EndToEnd all = figures.endToEnd();
        lines.add(text(
                "end to end, queued event to stored and published result, %,d patches: %,.0f patches/s%s",
                all.patches(), all.rate(), goal(all.rate() >= GOAL_RATE, "%,.0f", GOAL_RATE)));
        lines.add(text(
                "  of the fastest bare pass: %.2f%s",
                all.ofBare(), goal(all.ofBare() >= GOAL_SHARE, "%.1f", GOAL_SHARE)));
        double drift = Math.abs(all.lastTenth() / all.firstTenth() - 1);
        lines.add(text(
                "  first tenth %,.0f patches/s, last tenth %,.0f%s; resident %s",
                all.firstTenth(),
                all.lastTenth(),
                goal(drift <= GOAL_DRIFT, "within %.0f %%", 100 * GOAL_DRIFT),
                memory(all.residentBytes())));
        Figures.Latency latency = figures.atHalfLoad();
        lines.add(text(
                "latency from queue to result at %,.0f patches/s (half load): p50 %.0f, p95 %.0f, p99 %.0f ms%s",
                latency.rate(),
                latency.p50(),
                latency.p95(),
                latency.p99(),
                goal(latency.p99() <= GOAL_P99, "%.0f ms", GOAL_P99)));
        Figures.Swap swap = figures.swap();
        lines.add(text(
                "model swap at half load: first result of the new model after %,.0f ms; longest pause %.0f ms%s,"
                        + " without a swap %.0f ms",
                swap.millis(),
                swap.longestPauseMillis(),
                goal(swap.longestPauseMillis() <= GOAL_PAUSE, "%.0f ms", GOAL_PAUSE),
                swap.usualPauseMillis()));
        lines.add(text("cold start to ready: %,d ms", figures.coldStartMillis()));
        Figures.Requests requests = figures.requests();
        lines.add(text(
                "v2 infer, one patch a request, %d connections: %,.0f requests/s%s, p50 %.0f, p99 %.0f ms, %d refused",
                requests.connections(),
                requests.rate(),
                goal(requests.rate() >= GOAL_REQUESTS, "%.0f", GOAL_REQUESTS),
                requests.p50(),
                requests.p99(),
                requests.refused()));
        return lines;
    }

    private static String memory(List<Long> bytes) {
        return String.join(
                " and ",
                bytes.stream().map(each -> text("%,.0f MiB", each / MIB)).toList());
    }

    private static String goal(boolean reached, String format, double goal) {
        return text(" (goal " + format + ": %s)", goal, reached ? "reached" : "missed");
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
