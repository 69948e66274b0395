package io.cancernet.inference.bench;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.Topic;
import io.cancernet.common.json.Json;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.objectstore.minio.MinioObjectStore;
import io.cancernet.common.objectstore.minio.ObjectStoreAddress;
import io.cancernet.inference.bench.djl.BarePass;
import io.cancernet.inference.bench.djl.BenchModel;
import io.cancernet.inference.bench.kafka.Queue;
import io.cancernet.inference.bench.kafka.Results;
import io.cancernet.inference.bench.postgres.ScoreTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A benchmark of scoring against the running service: the whole path beside the network alone, latency at half load, and
 * a change of models. All in one run, so that the ratios stand where the rates are noisy.
 *
 * <p>Where the servers are is taken from the service's own environment variables. {@code cancernet bench score} starts
 * everything and runs it.
 */
public final class ScoreBench {

    private static final int[] BATCHES = {16, 32, 64, 128, 256};
    private static final double SECONDS_A_PASS = 1.5;
    private static final int ROUNDS = 3;
    /** Compilers are at work for a minute of a processor: a service runs for weeks without them. */
    private static final int WARM_UP = 200_000;

    private static final int SAMPLE_MILLIS = 20;

    private final ScoreBenchOptions options;
    private final ServiceProbe service;
    private final ObjectStore store = new MinioObjectStore(ObjectStoreAddress.of(System.getenv()));
    private final Queue queue;
    private final Results results;
    private long expected;

    private ScoreBench(ScoreBenchOptions options, Queue queue, Results results) {
        this.options = options;
        this.service = new ServiceProbe(options.service(), options.pid());
        this.queue = queue;
        this.results = results;
    }

    public static void main(String[] arguments) throws Exception {
        ScoreBenchOptions options = ScoreBenchOptions.of(arguments);
        String kafka = Objects.requireNonNull(System.getenv("KAFKA_BOOTSTRAP_SERVERS"), "KAFKA_BOOTSTRAP_SERVERS");
        try (Queue queue = new Queue(kafka);
                Results results = new Results(kafka)) {
            Figures figures = new ScoreBench(options, queue, results).run();
            FiguresPage.lines(figures).forEach(ScoreBench::say);
            if (options.json() != null) {
                Files.write(options.json(), Json.write(figures));
            }
        }
    }

    private Figures run() throws Exception {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        BenchModel first = BenchModel.stored(store, "first", 1);
        BenchModel second = BenchModel.stored(store, "second", 2);
        say("measuring the network alone");
        List<Figures.Bare> bare = bare(first.onnx(store));
        double fastest = bare.stream().mapToDouble(Figures.Bare::djl).max().orElseThrow();
        BenchPatches patches = BenchPatches.stored(store);
        promote(first);
        say("warming up");
        queue(patches, "warm-up", WARM_UP);
        awaitResults();
        say("measuring the whole path");
        Figures.EndToEnd endToEnd = endToEnd(patches, first, fastest);
        say("measuring at half load");
        HalfLoad half = new HalfLoad(patches, queue, results, endToEnd.rate() / 2, options.seconds());
        half.settle("settling");
        Figures.Latency latency = half.latency("steady");
        Figures.Swap swap = half.swap("swap", second);
        expected += half.queued();
        requireEachStoredOnce();
        say("measuring requests");
        Figures.Requests requests =
                new InferLoad(options.service(), second.spec().name()).measure(options.seconds());
        return new Figures(
                Runtime.getRuntime().availableProcessors(),
                load,
                options.startMillis(),
                bare,
                endToEnd,
                latency,
                swap,
                requests);
    }

    private static List<Figures.Bare> bare(byte[] onnx) throws Exception {
        try (BarePass pass = BarePass.load(onnx)) {
            List<Figures.Bare> bare = new ArrayList<>();
            for (int batch : BATCHES) {
                pass.byDjl(batch, SECONDS_A_PASS / 2);
                List<Double> djl = new ArrayList<>();
                List<Double> own = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    djl.add(pass.byDjl(batch, SECONDS_A_PASS));
                    own.add(pass.byOnnxRuntime(batch, SECONDS_A_PASS));
                }
                bare.add(new Figures.Bare(batch, median(djl), median(own)));
            }
            return bare;
        }
    }

    /** All patches wait for a model; once one is live, the clock runs from the first result to the last. */
    private Figures.EndToEnd endToEnd(BenchPatches patches, BenchModel model, double fastestBare)
            throws IOException, InterruptedException {
        queue.retire(Topic.MODELS_PROMOTED, ModelPromoted.LIVE);
        service.awaitNoneLive();
        long before = results.count();
        queue(patches, "measured", options.patches());
        queue.send(model.promotion());
        queue.flush();
        Timeline timeline = new Timeline(options.patches());
        List<Long> resident = new ArrayList<>();
        while (!timeline.ended()) {
            timeline.add(System.nanoTime(), results.count() - before);
            if (resident.isEmpty() && timeline.reached(0.1)) {
                resident.add(service.residentBytes());
            }
            Thread.sleep(SAMPLE_MILLIS);
        }
        resident.add(service.residentBytes());
        double rate = timeline.rate(0, 1);
        return new Figures.EndToEnd(
                options.patches(), rate, rate / fastestBare, timeline.rate(0, 0.1), timeline.rate(0.9, 1), resident);
    }

    private void promote(BenchModel model) throws IOException, InterruptedException {
        queue.send(model.promotion());
        queue.flush();
        service.awaitLive(model.spec().version());
    }

    private void queue(BenchPatches patches, String run, int count) {
        for (int i = 0; i < count; i++) {
            queue.send(patches.queued(run, i));
        }
        queue.flush();
        expected += count;
    }

    private void awaitResults() throws InterruptedException {
        while (results.count() < expected) {
            Thread.sleep(SAMPLE_MILLIS);
        }
    }

    private void requireEachStoredOnce() throws InterruptedException {
        awaitResults();
        long stored = ScoreTable.count();
        if (stored != expected) {
            throw new IllegalStateException("%d patches were queued and %d are stored".formatted(expected, stored));
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
