package io.cancernet.dataset.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured. Rates are per second; the median of the runs stands for them.
 *
 * @param processors of the machine
 * @param load of it before the first run, as the system counts waiting and running threads
 */
record Figures(
        int processors,
        double load,
        Patches patches,
        @Nullable Tiles tiles) {

    /**
     * Ingests of a folder of patches.
     *
     * @param files in the folder
     * @param bytes of all of them
     * @param stored patches that each run stored and published
     * @param cold the first run, right after the start
     * @param runs those after the service has warmed up
     * @param rate patches stored and published
     * @param onePutAPatch (a): patches put as objects of their own
     * @param readAndHash (b): the same files read and hashed alone
     * @param timesOnePut rate : (a)
     * @param shareOfReading rate : (b)
     */
    record Patches(
            int files,
            long bytes,
            int stored,
            Run cold,
            List<Run> runs,
            double rate,
            double onePutAPatch,
            double readAndHash,
            double timesOnePut,
            double shareOfReading) {}

    /**
     * One ingest.
     *
     * @param storedSeconds from submission until the books say ingested
     * @param publishedSeconds from submission until the last event is on the topic as well
     */
    record Run(double storedSeconds, double publishedSeconds) {}

    /**
     * Ingests of a whole slide, cut at its own resolution.
     *
     * @param tiles of tissue at its level 0
     * @param stored patches that each run stored
     * @param rate tiles ingested
     * @param decoding tiles decoded alone
     * @param share rate : decoding
     * @param storedBytes bytes of shards that each run stored
     * @param putting bytes of the same shards put alone
     * @param shareOfPutting bytes stored by the ingest a second : putting
     */
    record Tiles(
            int side,
            int tiles,
            int stored,
            Run cold,
            List<Run> runs,
            double rate,
            double decoding,
            double share,
            long storedBytes,
            double putting,
            double shareOfPutting) {}

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
