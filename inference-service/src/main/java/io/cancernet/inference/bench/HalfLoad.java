package io.cancernet.inference.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.json.Json;
import io.cancernet.inference.bench.djl.BenchModel;
import io.cancernet.inference.bench.kafka.Queue;
import io.cancernet.inference.bench.kafka.Results;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Patches that come evenly at a part of the rate that is possible, one thread sending and reading by turns. */
final class HalfLoad {

    private static final Duration POLL = Duration.ofMillis(2);

    private final BenchPatches patches;
    private final Queue queue;
    private final Results results;
    private final double rate;
    private final int seconds;
    private long queued;
    private @Nullable Run usual;

    HalfLoad(BenchPatches patches, Queue queue, Results results, double rate, int seconds) {
        this.patches = patches;
        this.queue = queue;
        this.results = results;
        this.rate = rate;
        this.seconds = seconds;
        results.follow();
    }

    /** One run of even load; times by {@link System#nanoTime}. */
    private static final class Run {

        private final Map<String, Long> sent = new HashMap<>();
        private final List<Long> latencies = new ArrayList<>();
        private long lastResult;
        private long longestPause;
        private long firstOfModel;
    }

    long queued() {
        return queued;
    }

    /** Runs without measuring: small batches take other ways than a full queue's, which compilers have not seen yet. */
    void settle(String name) throws IOException {
        run(name, null);
    }

    Figures.Latency latency(String name) throws IOException {
        Run run = run(name, null);
        usual = run;
        return Figures.Latency.of(rate, run.latencies);
    }

    /** Promotes a model in the middle. */
    Figures.Swap swap(String name, BenchModel model) throws IOException {
        Run run = run(name, model);
        return new Figures.Swap(
                run.firstOfModel / 1e6, run.longestPause / 1e6, usual == null ? 0 : usual.longestPause / 1e6);
    }

    private Run run(String name, @Nullable BenchModel model) throws IOException {
        Run run = new Run();
        long start = System.nanoTime();
        int count = (int) (rate * seconds);
        long promoted = 0;
        for (int next = 0; next < count || !run.sent.isEmpty(); ) {
            long now = System.nanoTime();
            for (; next < count && (now - start) / 1e9 * rate > next; next++) {
                PatchQueued patch = patches.queued(name, next);
                run.sent.put(patch.key(), System.nanoTime());
                queue.send(patch);
            }
            if (model != null && promoted == 0 && next > count / 2) {
                promoted = System.nanoTime();
                queue.send(model.promotion());
            }
            read(run, promoted == 0 ? null : model, promoted, next < count);
        }
        queued += count;
        return run;
    }

    /** @param model whose first result is looked for */
    private void read(Run run, @Nullable BenchModel model, long promoted, boolean sending) throws IOException {
        List<byte[]> values = new ArrayList<>();
        results.poll(POLL, (key, value) -> {
            Long sent = run.sent.remove(key);
            if (sent != null) {
                long now = System.nanoTime();
                run.latencies.add(now - sent);
                if (run.lastResult > 0 && sending) {
                    run.longestPause = Math.max(run.longestPause, now - run.lastResult);
                }
                run.lastResult = now;
                values.add(value);
            }
        });
        if (model != null && run.firstOfModel == 0) {
            for (byte[] each : values) {
                String version = Json.read(each, JsonNode.class)
                        .path("model")
                        .path("version")
                        .asText();
                if (version.equals(model.spec().version())) {
                    run.firstOfModel = System.nanoTime() - promoted;
                    return;
                }
            }
        }
    }
}
