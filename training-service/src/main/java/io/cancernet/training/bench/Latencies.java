package io.cancernet.training.bench;

import java.util.List;

/** How long the calls of one query took, in milliseconds. */
record Latencies(String query, int calls, double p50, double p95, double longest) {

    /** The goal of every documented query. */
    static final double GOAL = 50;

    static Latencies of(String query, List<Long> nanos) {
        double[] sorted =
                nanos.stream().mapToDouble(each -> each / 1e6).sorted().toArray();
        return new Latencies(query, sorted.length, at(sorted, .5), at(sorted, .95), sorted[sorted.length - 1]);
    }

    /** Nearest rank: the least value that so great a share of the calls does not exceed. */
    static double at(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    boolean reached() {
        return p95 <= GOAL;
    }

    /** How many of them reach the goal. */
    static long reached(List<Latencies> all) {
        return all.stream().filter(Latencies::reached).count();
    }
}
