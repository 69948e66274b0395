package io.cancernet.inference.bench;

import io.cancernet.common.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients of the Open Inference Protocol that each ask for one patch after the other, as PNG files in JSON. */
final class InferLoad {

    private static final int CONNECTIONS = 32;
    private static final int IMAGES = 512;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int OK = 200;
    private static final Duration BACK_OFF = Duration.ofMillis(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<HttpRequest> requests;
    private final List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger refused = new AtomicInteger();

    InferLoad(String service, String model) {
        URI infer = URI.create(service + "/v2/models/" + model + "/infer");
        List<HttpRequest> made = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            String file = Base64.getEncoder().encodeToString(BenchPatches.file(i));
            made.add(HttpRequest.newBuilder(infer)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(Json.write(Map.of(
                            "inputs",
                            List.of(Map.of(
                                    "name",
                                    "image",
                                    "datatype",
                                    "BYTES",
                                    "shape",
                                    List.of(1),
                                    "data",
                                    List.of(file)))))))
                    .build());
        }
        requests = List.copyOf(made);
    }

    /** Warms up for a third of the time before it measures. */
    Figures.Requests measure(int seconds) throws InterruptedException, IOException {
        run(Math.max(1, seconds / 3));
        latencies.clear();
        refused.set(0);
        long start = System.nanoTime();
        run(seconds);
        double rate = latencies.size() / ((System.nanoTime() - start) / 1e9);
        Figures.Latency latency = Figures.Latency.of(rate, latencies);
        return new Figures.Requests(CONNECTIONS, rate, latency.p50(), latency.p99(), refused.get());
    }

    private void run(int seconds) throws InterruptedException, IOException {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CONNECTIONS; client++) {
                int first = client;
                running.add(clients.submit(() -> {
                    for (int i = first; System.nanoTime() < end; i += CONNECTIONS) {
                        ask(requests.get(i % IMAGES));
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a client failed", e);
        } finally {
            clients.shutdownNow();
        }
    }

    private void ask(HttpRequest request) throws IOException, InterruptedException {
        long start = System.nanoTime();
        var answer = http.send(request, BodyHandlers.ofString());
        switch (answer.statusCode()) {
            case OK -> latencies.add(System.nanoTime() - start);
            case TOO_MANY, UNAVAILABLE -> {
                refused.incrementAndGet();
                Thread.sleep(BACK_OFF.toMillis());
            }
            default -> throw new IOException("infer answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
