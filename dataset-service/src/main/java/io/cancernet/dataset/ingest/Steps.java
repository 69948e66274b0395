package io.cancernet.dataset.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How long the steps of an ingest took. Used by one thread. */
final class Steps {

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private final Map<String, Double> seconds = new LinkedHashMap<>();

    <T> T time(String step, Supplier<T> work) {
        try {
            return timeIo(step, work::get);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> T timeIo(String step, Reading<T> work) throws IOException {
        long start = System.nanoTime();
        try {
            return work.read();
        } finally {
            double took = (System.nanoTime() - start) / NANOS;
            seconds.merge(step, Math.round(took * MILLIS) / MILLIS, Double::sum);
        }
    }

    /** Work that reads or writes files. */
    @FunctionalInterface
    interface Reading<T> {

        T read() throws IOException;
    }

    Map<String, Double> seconds() {
        return Map.copyOf(seconds);
    }
}
