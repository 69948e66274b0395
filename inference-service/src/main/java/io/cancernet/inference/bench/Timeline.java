package io.cancernet.inference.bench;

import java.util.ArrayList;
import java.util.List;

/** How many results there were at which time. */
final class Timeline {

    private final int total;
    private final List<Long> times = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();

    Timeline(int total) {
        this.total = total;
    }

    /** @param nanos by {@link System#nanoTime} */
    void add(long nanos, long count) {
        // Before the first result only the last sample counts.
        if (count == 0) {
            times.clear();
            counts.clear();
        }
        times.add(nanos);
        counts.add(count);
    }

    boolean reached(double share) {
        return !counts.isEmpty() && counts.get(counts.size() - 1) >= share * total;
    }

    boolean ended() {
        return reached(1);
    }

    /** Results a second between two shares of the whole. */
    double rate(double from, double to) {
        int first = index(from);
        int last = index(to);
        return (counts.get(last) - counts.get(first)) / ((times.get(last) - times.get(first)) / 1e9);
    }

    private int index(double share) {
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) >= share * total) {
                return i;
            }
        }
        return counts.size() - 1;
    }
}
