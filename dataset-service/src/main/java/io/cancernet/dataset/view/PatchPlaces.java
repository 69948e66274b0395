package io.cancernet.dataset.view;

import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.PatchLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The patches of one extraction by their places on a canvas, in the order of the index: about 40 bytes a patch, however
 * many there are. Immutable once it is made.
 */
final class PatchPlaces {

    private final int[] left;
    private final int[] top;
    private final int[] width;
    private final int[] height;
    private final long[] offset;
    private final int[] length;
    private final int[] shard;
    private final List<String> shards;
    /** Patches in the order of their top edges, and these edges. */
    private final int[] byTop;

    private final int[] tops;
    private final int tallest;

    private PatchPlaces(Builder builder, int[] left, int[] top) {
        this.left = left;
        this.top = top;
        width = builder.width;
        height = builder.height;
        offset = builder.offset;
        length = builder.length;
        shard = builder.shard;
        shards = List.copyOf(builder.shards);
        byTop = IntStream.range(0, left.length)
                .boxed()
                .sorted(Comparator.comparingInt(patch -> top[patch]))
                .mapToInt(Integer::intValue)
                .toArray();
        tops = IntStream.of(byTop).map(patch -> top[patch]).toArray();
        tallest = IntStream.of(height).max().orElse(0);
    }

    int count() {
        return left.length;
    }

    /** Right edge of the patch that reaches furthest. */
    long right() {
        return furthest(left, width);
    }

    /** Lower edge of the patch that reaches furthest. */
    long bottom() {
        return furthest(top, height);
    }

    private static long furthest(int[] edges, int[] sides) {
        return IntStream.range(0, edges.length)
                .mapToLong(patch -> (long) edges[patch] + sides[patch])
                .max()
                .orElse(0);
    }

    int left(int patch) {
        return left[patch];
    }

    int top(int patch) {
        return top[patch];
    }

    int width(int patch) {
        return width[patch];
    }

    int height(int patch) {
        return height[patch];
    }

    PatchRange range(int patch) {
        return new PatchRange(shards.get(shard[patch]), offset[patch], length[patch]);
    }

    /** Patches that reach into an area of the canvas, in the order of the index. */
    int[] within(int areaLeft, int areaTop, int areaWidth, int areaHeight) {
        int first = firstAtOrBelow(areaTop - tallest + 1L);
        int end = firstAtOrBelow((long) areaTop + areaHeight);
        return Arrays.stream(byTop, first, end)
                .filter(patch -> top[patch] + height[patch] > areaTop
                        && left[patch] + width[patch] > areaLeft
                        && left[patch] < (long) areaLeft + areaWidth)
                .sorted()
                .toArray();
    }

    private int firstAtOrBelow(long edge) {
        int low = 0;
        int high = tops.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tops[middle] < edge) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Collects the lines of an index. */
    static final class Builder {

        private final int[] x;
        private final int[] y;
        private final int[] width;
        private final int[] height;
        private final long[] offset;
        private final int[] length;
        private final int[] shard;
        private final List<String> shards = new ArrayList<>();
        private int count;

        /** @param patches how many lines will come */
        Builder(int patches) {
            x = new int[patches];
            y = new int[patches];
            width = new int[patches];
            height = new int[patches];
            offset = new long[patches];
            length = new int[patches];
            shard = new int[patches];
        }

        void add(IndexLine line) {
            PatchLocation image = line.image();
            x[count] = line.x();
            y[count] = line.y();
            width[count] = line.width();
            height[count] = line.height();
            offset[count] = image.offset();
            length[count] = image.length();
            if (shards.isEmpty() || !shards.get(shards.size() - 1).equals(image.shard())) {
                shards.add(image.shard());
            }
            shard[count] = shards.size() - 1;
            count++;
        }

        int leastX() {
            return IntStream.of(x).min().orElse(1);
        }

        int leastY() {
            return IntStream.of(y).min().orElse(1);
        }

        /** Places the patches. @throws ArithmeticException when one lies further out than a canvas can reach */
        PatchPlaces place(MosaicFrame frame, int patchWidth, int patchHeight) {
            if (count != x.length) {
                throw new IllegalStateException("the index has %d lines, not %d".formatted(count, x.length));
            }
            return new PatchPlaces(
                    this,
                    IntStream.of(x)
                            .map(each -> Math.toIntExact(frame.canvasX(each, patchWidth)))
                            .toArray(),
                    IntStream.of(y)
                            .map(each -> Math.toIntExact(frame.canvasY(each, patchHeight)))
                            .toArray());
        }
    }
}
