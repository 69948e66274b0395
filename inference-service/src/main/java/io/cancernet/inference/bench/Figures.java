package io.cancernet.inference.bench;

import java.util.List;

/**
 * What was measured. Rates are patches a second, times milliseconds.
 *
 * @param processors of the machine
 * @param load of it before the first measurement, as the system counts waiting and running threads
 * @param coldStartMillis from the start of the process until it was ready
 */
record Figures(
        int processors,
        double load,
        long coldStartMillis,
        List<Bare> bare,
        EndToEnd endToEnd,
        Latency atHalfLoad,
        Swap swap,
        Requests requests) {

    /** The network alone on a resident batch: by DJL's engine, and by ONNX Runtime's own API. */
    record Bare(int batch, double djl, double onnxRuntime) {}

    /**
     * Patches that waited in the queue, until all their results were published.
     *
     * @param rate from the first result to the last
     * @param ofBare rate : the fastest bare pass of DJL's engine
     * @param firstTenth rate of the first 10 %
     * @param lastTenth rate of the last 10 %
     * @param residentBytes of the service after a tenth, and at the end
     */
    record EndToEnd(
            int patches, double rate, double ofBare, double firstTenth, double lastTenth, List<Long> residentBytes) {}

    /** From before a patch was queued until its result was read. */
    record Latency(double rate, int patches, double p50, double p95, double p99) {

        static Latency of(double rate, List<Long> nanos) {
            double[] sorted =
                    nanos.stream().mapToDouble(each -> each / 1e6).sorted().toArray();
            return new Latency(rate, sorted.length, at(sorted, .50), at(sorted, .95), at(sorted, .99));
        }

        /** Nearest rank: the least value that so great a share does not exceed. */
        private static double at(double[] sorted, double share) {
            return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
        }
    }

    /**
     * A promotion under half load.
     *
     * @param millis from the promotion to the first result of the new model
     * @param longestPauseMillis longest time without a result meanwhile
     * @param usualPauseMillis longest time without a result at the same load before
     */
    record Swap(double millis, double longestPauseMillis, double usualPauseMillis) {}

    /** One patch a request, over so many connections. */
    record Requests(int connections, double rate, double p50, double p99, int refused) {}

    double fastestBare() {
        return bare.stream().mapToDouble(Bare::djl).max().orElseThrow();
    }
}
