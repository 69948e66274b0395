package io.cancernet.dataset.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.Topic;
import io.cancernet.common.json.Json;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.objectstore.minio.MinioObjectStore;
import io.cancernet.common.objectstore.minio.ObjectStoreAddress;
import io.cancernet.dataset.bench.kafka.TopicEnd;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A benchmark of ingests against the running service: patches stored and published, beside what one PUT a patch and mere
 * reading would reach; tiles of a whole slide, beside mere decoding. All in one run, so that the ratios stand where the
 * rates are noisy.
 *
 * <p>Where the servers are is taken from the service's own environment variables. {@code cancernet bench ingest} starts
 * everything and runs it.
 */
public final class IngestBench {

    private static final double IDC_MPP = 4;
    /** Compilers are at work for some ten seconds of both processors: a service runs for weeks without them. */
    private static final int WARM_UPS = 3;
    /** Each run asks for something hardly different, so that the service does all the work anew. */
    private static final double HARDLY = 1e-6;

    private final BenchOptions options;
    private final ServiceClient service;
    private final ObjectStore store;
    private final TopicEnd topic;

    private IngestBench(BenchOptions options, TopicEnd topic) {
        this.options = options;
        this.service = new ServiceClient(options.service());
        this.store = new MinioObjectStore(ObjectStoreAddress.of(System.getenv()));
        this.topic = topic;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchOptions options = BenchOptions.of(arguments);
        String kafka = Objects.requireNonNull(System.getenv("KAFKA_BOOTSTRAP_SERVERS"), "KAFKA_BOOTSTRAP_SERVERS");
        try (TopicEnd topic = new TopicEnd(kafka, Topic.PATCHES_EXTRACTED)) {
            Figures figures = new IngestBench(options, topic).run();
            FiguresPage.lines(figures).forEach(IngestBench::say);
            if (options.json() != null) {
                Files.write(options.json(), Json.write(figures));
            }
        }
    }

    private Figures run() throws IOException, InterruptedException {
        Path generated = options.work().resolve("patches");
        Path folder = options.data() == null ? SyntheticPatches.write(generated, options.patches()) : options.data();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Figures.Patches patches = patches(folder.toAbsolutePath());
        Figures.Tiles tiles = options.slideSide() == 0 ? null : tiles();
        return new Figures(Runtime.getRuntime().availableProcessors(), load, patches, tiles);
    }

    private Figures.Patches patches(Path folder) throws IOException, InterruptedException {
        List<Path> files = files(folder);
        Runs runs = ingest(run -> Map.of("uri", folder.toUri(), "mpp", IDC_MPP + HARDLY * run));
        double rate = rate(runs, runs.stored);
        List<Double> reading = new ArrayList<>();
        for (int run = 0; run <= options.runs(); run++) {
            reading.add(Baselines.readAndHash(files));
        }
        double onePut = Baselines.onePutAPatch(store, files.subList(0, Math.min(options.sample(), files.size())));
        double read = Figures.median(reading.subList(1, reading.size()));
        return new Figures.Patches(
                files.size(),
                bytes(files),
                runs.stored,
                runs.all.get(0),
                runs.warm(),
                rate,
                onePut,
                read,
                rate / onePut,
                rate / read);
    }

    private Figures.Tiles tiles() throws IOException, InterruptedException {
        Path slide = SyntheticSlide.write(options.work().resolve("slide.tif"), options.slideSide());
        int columns = SyntheticSlide.tissueTiles(options.slideSide());
        int tiles = columns * columns;
        Runs runs = ingest(run -> Map.of(
                "uri",
                slide.toAbsolutePath().toUri(),
                "patchSize",
                SyntheticSlide.TILE,
                "patchMpp",
                SyntheticSlide.MPP,
                "minTissue",
                0.5 + HARDLY * run));
        List<Double> decoding = new ArrayList<>();
        for (int run = 0; run <= options.runs(); run++) {
            decoding.add(Baselines.decodeTiles(slide));
        }
        double alone = Figures.median(decoding.subList(1, decoding.size()));
        double rate = rate(runs, tiles);
        List<String> shards = shards(runs.last);
        long bytes = shards.stream().mapToLong(shard -> store.get(shard).length).sum();
        List<Double> putting = new ArrayList<>();
        for (int run = 0; run <= options.runs(); run++) {
            putting.add(Baselines.putShards(store, shards, options.work()));
        }
        double put = Figures.median(putting.subList(1, putting.size()));
        return new Figures.Tiles(
                options.slideSide(),
                tiles,
                runs.stored,
                runs.all.get(0),
                runs.warm(),
                rate,
                alone,
                rate / alone,
                bytes,
                put,
                rate / tiles * bytes / put);
    }

    private List<String> shards(String ingestId) throws IOException, InterruptedException {
        return store.list(ObjectKeys.patches(service.extraction(ingestId))).stream()
                .filter(key -> key.endsWith(".tar"))
                .toList();
    }

    /**
     * Ingests a few times to warm up, the first time cold, and so many times warm.
     *
     * @param request by the number of the run
     */
    private Runs ingest(IntFunction<Map<String, ?>> request) throws IOException, InterruptedException {
        List<Figures.Run> all = new ArrayList<>();
        int stored = 0;
        String last = "";
        for (int run = 0; run < WARM_UPS + options.runs(); run++) {
            long before = topic.records();
            long start = System.nanoTime();
            JsonNode ingest = service.await(service.submit(request.apply(run)));
            double storedSeconds = seconds(start);
            stored = ingest.path("stored").asInt();
            last = ingest.path("ingestId").asText();
            if (ingest.path("slidesKnown").asInt() > 0) {
                throw new IOException("the service knew what was to be measured: start it on empty data");
            }
            while (topic.records() < before + stored) {
                Thread.sleep(10);
            }
            all.add(new Figures.Run(storedSeconds, seconds(start)));
            say(String.format(Locale.ROOT, "run %d: %.2f s", run, all.get(run).publishedSeconds()));
        }
        return new Runs(stored, last, List.copyOf(all));
    }

    private static double rate(Runs runs, int count) {
        return Figures.median(
                runs.warm().stream().map(run -> count / run.publishedSeconds()).toList());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static long bytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private record Runs(int stored, String last, List<Figures.Run> all) {

        List<Figures.Run> warm() {
            return all.subList(WARM_UPS, all.size());
        }
    }
}
