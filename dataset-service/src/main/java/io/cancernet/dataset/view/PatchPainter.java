package io.cancernet.dataset.view;

import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.objectstore.ObjectStore;
import java.util.Arrays;

/**
 * Paints patches at their places, white where there is none; a patch of the index covers those before it. Patches that
 * lie near each other in a shard come by one ranged GET. Thread-safe.
 */
final class PatchPainter {

    /** Bytes between two patches that are read along: a request takes about as long as reading this many. */
    private static final int GAP = 128 * 1024;
    /** Bytes of one request. */
    private static final int LONGEST = 4 * 1024 * 1024;

    private final ObjectStore store;
    private final PatchImageCodec codec = new PatchImageCodec();

    PatchPainter(ObjectStore store) {
        this.store = store;
    }

    /** An area of the canvas. Only patches that reach into it are read. */
    RgbImage paint(PatchPlaces places, int left, int top, int width, int height) {
        RgbImage area = Pixels.white(width, height);
        int[] patches = places.within(left, top, width, height);
        for (int from = 0; from < patches.length; ) {
            int end = endOfRun(places, patches, from);
            PatchRange first = places.range(patches[from]);
            int length = Math.toIntExact(places.range(patches[end - 1]).end() - first.offset());
            byte[] run = store.getRange(first.shard(), first.offset(), length);
            for (int i = from; i < end; i++) {
                int at = (int) (places.range(patches[i]).offset() - first.offset());
                byte[] bytes = Arrays.copyOfRange(
                        run, at, at + places.range(patches[i]).length());
                Pixels.copy(codec.decode(bytes), places.left(patches[i]) - left, places.top(patches[i]) - top, area);
            }
            from = end;
        }
        return area;
    }

    private static int endOfRun(PatchPlaces places, int[] patches, int from) {
        PatchRange first = places.range(patches[from]);
        PatchRange last = first;
        for (int i = from + 1; i < patches.length; i++) {
            PatchRange next = places.range(patches[i]);
            boolean near = next.shard().equals(first.shard())
                    && next.offset() >= last.end()
                    && next.offset() - last.end() <= GAP
                    && next.end() - first.offset() <= LONGEST;
            if (!near) {
                return i;
            }
            last = next;
        }
        return patches.length;
    }
}
