package io.cancernet.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The largest memory that all processes of a stack held together, sampled from {@code /proc} where there is one.
 *
 * <p>It adds up resident sets, so what processes share (Postgres' buffers) counts once for each of them.
 */
public final class MemoryProbe implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Path PROC = Path.of("/proc");

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "memory-probe");
        thread.setDaemon(true);
        return thread;
    });
    private final Supplier<Map<String, Long>> processes;
    private Map<String, Long> peak = Map.of();

    private MemoryProbe(Supplier<Map<String, Long>> processes) {
        this.processes = processes;
    }

    /** @param processes the process at the root of each tree to add up, by name */
    static MemoryProbe start(Supplier<Map<String, Long>> processes) {
        MemoryProbe probe = new MemoryProbe(processes);
        if (Files.isDirectory(PROC)) {
            // A sample never throws, and the end of the probe cancels it.
            var unused = probe.timer.scheduleWithFixedDelay(probe::sample, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        }
        return probe;
    }

    /** Bytes of each process tree when all together were largest; empty where they cannot be read. */
    public synchronized Map<String, Long> peak() {
        return peak;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void sample() {
        Map<String, Long> now = new LinkedHashMap<>();
        processes.get().forEach((name, pid) -> now.put(name, treeBytes(pid, name)));
        synchronized (this) {
            if (sum(now) > sum(peak)) {
                peak = now;
            }
        }
    }

    static long sum(Map<String, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long treeBytes(long pid, String name) {
        Optional<ProcessHandle> root = ProcessHandle.of(pid);
        if (root.isEmpty()) {
            return 0;
        }
        // The launcher's children are counted under their own names.
        Stream<ProcessHandle> tree =
                name.equals(LocalStack.LAUNCHER) ? Stream.empty() : root.get().descendants();
        return residentBytes(pid)
                + tree.mapToLong(process -> residentBytes(process.pid())).sum();
    }

    static long residentBytes(long pid) {
        try (Stream<String> lines = Files.lines(PROC.resolve(Long.toString(pid)).resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }
}
