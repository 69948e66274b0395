package io.cancernet.dataset.split;

import io.cancernet.common.id.Sha256;
import java.util.Arrays;

/**
 * Groups of patches with the same bytes, numbered from 0 in the order in which they first came. Half of each SHA-256 is
 * kept: that two of millions agree in 128 bits and not in the rest does not happen. About 32 bytes a patch.
 */
public final class ByteGroups {

    private static final int HALF = 16;
    private static final int HEX = 16;

    private final int[] slots;
    private final long[] keys;
    private int size;

    /** @param atMost the most groups that will be told apart */
    public ByteGroups(int atMost) {
        this.slots = new int[Integer.highestOneBit(Math.max(atMost, 1)) << 2];
        this.keys = new long[2 * atMost];
        Arrays.fill(slots, -1);
    }

    /** The number of the group, which is new when these bytes are. */
    public int groupOf(Sha256 bytes) {
        return groupOf(firstHalf(bytes), secondHalf(bytes));
    }

    int groupOf(long first, long second) {
        int slot = (int) first & (slots.length - 1);
        while (slots[slot] >= 0) {
            int group = slots[slot];
            if (keys[2 * group] == first && keys[2 * group + 1] == second) {
                return group;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = size;
        keys[2 * size] = first;
        keys[2 * size + 1] = second;
        return size++;
    }

    /** How many groups there are. */
    public int size() {
        return size;
    }

    static long firstHalf(Sha256 bytes) {
        return Long.parseUnsignedLong(bytes.value(), 0, HALF, HEX);
    }

    static long secondHalf(Sha256 bytes) {
        return Long.parseUnsignedLong(bytes.value(), HALF, 2 * HALF, HEX);
    }
}
