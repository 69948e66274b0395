package io.cancernet.dataset.wholeslide.tiff;

import java.util.Arrays;

/** Apple's PackBits: runs of equal bytes, and bytes as they are. */
final class PackBits {

    private PackBits() {}

    static int unpack(byte[] packed, byte[] target) {
        int at = 0;
        int end = 0;
        while (at < packed.length && end < target.length) {
            int head = packed[at++];
            int length = head >= 0 ? head + 1 : 1 - head;
            if (head == Byte.MIN_VALUE) {
                continue;
            }
            Unpacker.requireRoom(end + length, target);
            if (head >= 0) {
                int present = Math.min(length, packed.length - at);
                System.arraycopy(packed, at, target, end, present);
                at += length;
                end += present;
            } else if (at < packed.length) {
                Arrays.fill(target, end, end + length, packed[at++]);
                end += length;
            }
        }
        return end;
    }
}
