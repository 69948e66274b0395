package io.cancernet.dataset.sheet;

import io.cancernet.common.patch.ManifestLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A random sample of lines that pass by, the same for the same seed in whatever order they come: those whose hashes with
 * the seed are the lowest.
 */
final class Sample {

    private static final int HEX = 16;

    private final int size;
    private final long seed;
    private final PriorityQueue<Drawn> drawn =
            new PriorityQueue<>(Comparator.comparingLong(Drawn::lot).reversed());
    private int seen;

    Sample(int size, long seed) {
        this.size = size;
        this.seed = seed;
    }

    private record Drawn(long lot, ManifestLine line) {}

    void add(ManifestLine line) {
        seen++;
        long lot = lot(line);
        Drawn highest = drawn.peek();
        if (drawn.size() < size) {
            drawn.add(new Drawn(lot, line));
        } else if (highest != null && lot < highest.lot()) {
            drawn.remove();
            drawn.add(new Drawn(lot, line));
        }
    }

    /** By bytes and place rather than by id, which differs with the deployment's key. */
    private long lot(ManifestLine line) {
        long bytes = Long.parseUnsignedLong(line.image().sha256().value(), 0, HEX, HEX);
        long place = ((long) line.x() << Integer.SIZE) | line.y();
        return mixed(mixed(bytes + seed) ^ place);
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** How many lines passed by. */
    int seen() {
        return seen;
    }

    List<ManifestLine> lines() {
        List<Drawn> ordered = new ArrayList<>(drawn);
        ordered.sort(Comparator.comparingLong(Drawn::lot));
        return ordered.stream().map(Drawn::line).toList();
    }
}
