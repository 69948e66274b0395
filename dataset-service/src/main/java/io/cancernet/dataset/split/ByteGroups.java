package io.cancernet.dataset.split;

import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import java.util.Arrays;

/**
 * Groups of equal hashes, such as patches with the same bytes, numbered from 0 in the order in which they first came.
 * Half of each SHA-256 is kept: that two of millions agree in 128 bits and not in the rest does not happen. About 32
 * bytes a group.
 */
public final class ByteGroups {

    private static final int HALF = 16;
    private static final int HEX = 16;
    private static final int FIRST_CAPACITY = 1 << 10;

    private int[] slots;
    private long[] keys;
    private int size;

    public ByteGroups() {
        this(FIRST_CAPACITY);
    }

    /** @param expected groups that there is room for at once; it grows beyond */
    public ByteGroups(int expected) {
        this.keys = new long[2 * Math.max(expected, 1)];
        this.slots = emptySlots(keys.length / 2);
    }

    /** The number of the group, which is new when these bytes are. */
    public int groupOf(Sha256 bytes) {
        return groupOf(firstHalf(bytes), secondHalf(bytes));
    }

    public int groupOf(PatchId id) {
        return groupOf(half(id.value(), 0), half(id.value(), HALF));
    }

    /** The number of the group, or -1 where there is none. */
    public int find(Sha256 bytes) {
        return slots[slotOf(firstHalf(bytes), secondHalf(bytes))];
    }

    /** The number of the group, or -1 where there is none. */
    public int find(PatchId id) {
        return slots[slotOf(half(id.value(), 0), half(id.value(), HALF))];
    }

    int groupOf(long first, long second) {
        int slot = slotOf(first, second);
        if (slots[slot] >= 0) {
            return slots[slot];
        }
        if (2 * size == keys.length) {
            grow();
            slot = slotOf(first, second);
        }
        slots[slot] = size;
        keys[2 * size] = first;
        keys[2 * size + 1] = second;
        return size++;
    }

    /** Where the group is, or would be. */
    private int slotOf(long first, long second) {
        int slot = (int) first & (slots.length - 1);
        while (slots[slot] >= 0 && (keys[2 * slots[slot]] != first || keys[2 * slots[slot] + 1] != second)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * keys.length);
        slots = emptySlots(keys.length / 2);
        for (int group = 0; group < size; group++) {
            slots[slotOf(keys[2 * group], keys[2 * group + 1])] = group;
        }
    }

    /** At most half of the slots are ever taken. */
    private static int[] emptySlots(int groups) {
        int[] slots = new int[Integer.highestOneBit(groups) << 2];
        Arrays.fill(slots, -1);
        return slots;
    }

    /** How many groups there are. */
    public int size() {
        return size;
    }

    static long firstHalf(Sha256 bytes) {
        return half(bytes.value(), 0);
    }

    static long secondHalf(Sha256 bytes) {
        return half(bytes.value(), HALF);
    }

    private static long half(String hex, int from) {
        return Long.parseUnsignedLong(hex, from, from + HALF, HEX);
    }
}
