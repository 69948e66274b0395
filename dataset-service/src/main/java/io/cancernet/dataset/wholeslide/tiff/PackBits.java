package io.cancernet.dataset.wholeslide.tiff;

import java.util.Arrays;

/** Apple's PackBits: runs of equal bytes, and bytes as they are. */
final class PackBits {

    private PackBits() {}

    static int unpack(byte[] packed, byte[] target) {
        int at = 0;
        int end = 0;
        while (at < packed.length) {
            int head = packed[at++];
            int length = head >= 0 ? head + 1 : 1 - head;
            if (head == Byte.MIN_VALUE) {
                continue;
            }
            boolean run = head < 0;
            int present = run ? length : Math.min(length, packed.length - at);
            if (run && at == packed.length) {
                break;
            }
            Unpacker.requireRoom(end + present, target);
            if (run) {
                Arrays.fill(target, end, end + present, packed[at++]);
            } else {
                System.arraycopy(packed, at, target, end, present);
                at += present;
            }
            end += present;
        }
        return end;
    }
}
