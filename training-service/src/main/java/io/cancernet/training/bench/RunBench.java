package io.cancernet.training.bench;

import io.cancernet.common.json.Json;
import io.cancernet.training.bench.postgres.SyntheticRuns;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A benchmark of run history: fills an empty service with generated runs, then times each documented query through its
 * REST endpoint, one call after the other.
 */
public final class RunBench {

    private static final int WARM_UP = 30;
    private static final int OK = 200;

    private final RunBenchOptions options;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunBench(RunBenchOptions options) {
        this.options = options;
    }

    /**
     * What was measured.
     *
     * @param processors of the machine
     * @param load of it before the first query, as the system counts waiting and running threads
     */
    record Figures(int processors, double load, int runs, int epochs, List<Latencies> queries, List<Export> exports) {}

    /** An export of all runs with all columns. */
    record Export(String format, double seconds, long bytes) {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        RunBenchOptions options = RunBenchOptions.of(arguments);
        Figures figures = new RunBench(options).run();
        if (options.json() != null) {
            Files.write(options.json(), Json.write(figures));
        }
    }

    private Figures run() throws IOException, InterruptedException {
        say("generating %,d runs of %d epochs", options.runs(), options.epochs());
        RunQueries queries = new RunQueries(new SyntheticRuns(options.runs(), options.epochs()).write(RunBench::say));
        for (Supplier<String> each : queries.all().values()) {
            measure(each, WARM_UP);
        }
        int processors = Runtime.getRuntime().availableProcessors();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        say(
                "%d processors, load %.1f; milliseconds of %d calls each, goal %.0f at p95",
                processors, load, options.calls(), Latencies.GOAL);
        say("%-44s %8s %8s %8s", "query", "p50", "p95", "max");
        List<Latencies> all = new ArrayList<>();
        for (Map.Entry<String, Supplier<String>> each : queries.all().entrySet()) {
            Latencies latencies = Latencies.of(each.getKey(), measure(each.getValue(), options.calls()));
            all.add(latencies);
            say(
                    "%-44s %8.1f %8.1f %8.1f  %s",
                    latencies.query(),
                    latencies.p50(),
                    latencies.p95(),
                    latencies.longest(),
                    latencies.reached() ? "reached" : "missed");
        }
        say("%d of %d queries reach the goal", Latencies.reached(all), all.size());
        List<Export> exports = List.of(export("ndjson"), export("csv"));
        return new Figures(processors, load, options.runs(), options.epochs(), all, exports);
    }

    private List<Long> measure(Supplier<String> paths, int calls) throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            HttpRequest request = request(paths.get());
            long start = System.nanoTime();
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            nanos.add(System.nanoTime() - start);
            if (answer.statusCode() != OK) {
                throw new IOException(request.uri() + " was answered " + answer.statusCode() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
        }
        return nanos;
    }

    private Export export(String format) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<InputStream> answer =
                http.send(request("/api/v1/runs/export?format=" + format), BodyHandlers.ofInputStream());
        long bytes;
        try (InputStream body = answer.body()) {
            bytes = body.transferTo(OutputStream.nullOutputStream());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        say("export as %s: %.1f s, %,d bytes", format, seconds, bytes);
        return new Export(format, seconds, bytes);
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(options.service() + path)).build();
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
