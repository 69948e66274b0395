package io.cancernet.dataset.wholeslide.tiff;

/**
 * TIFF's LZW: codes of 9 to 12 bits, most significant bit first, widened one code early. A code's string is the string
 * before it and one byte more, and both stand in the output already: so the table only says where.
 */
final class Lzw {

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int CODES = 4096;
    private static final int MIN_BITS = 9;
    private static final int MAX_BITS = 12;

    private final byte[] packed;
    private final byte[] target;
    private final int[] starts = new int[CODES];
    private final int[] lengths = new int[CODES];
    private int at;
    private int pending;
    private int pendingBits;

    Lzw(byte[] packed, byte[] target) {
        this.packed = packed;
        this.target = target;
    }

    int unpack() {
        int bits = MIN_BITS;
        int next = FIRST;
        int end = 0;
        int lastLength = 0;
        for (int code = code(bits); code != END; code = code(bits)) {
            if (code == CLEAR) {
                bits = MIN_BITS;
                next = FIRST;
                lastLength = 0;
                continue;
            }
            if (lastLength > 0 && next < CODES) {
                starts[next] = end - lastLength;
                lengths[next] = lastLength + 1;
                next++;
            }
            if (code >= next) {
                throw new IllegalArgumentException("it holds an LZW code that was not defined");
            }
            lastLength = append(code, end);
            end += lastLength;
            // The next string goes in one code later here than where it was packed.
            if (next + 1 >= (1 << bits) && bits < MAX_BITS) {
                bits++;
            }
        }
        return end;
    }

    private int append(int code, int end) {
        int length = code < CLEAR ? 1 : lengths[code];
        Unpacker.requireRoom(end + length, target);
        if (code < CLEAR) {
            target[end] = (byte) code;
        } else {
            // Byte by byte: a string may reach into itself.
            for (int i = 0; i < length; i++) {
                target[end + i] = target[starts[code] + i];
            }
        }
        return length;
    }

    /** The next code; the end where there are no more bits. */
    private int code(int bits) {
        while (pendingBits < bits) {
            if (at == packed.length) {
                return END;
            }
            pending = (pending << Byte.SIZE) | (packed[at++] & 0xff);
            pendingBits += Byte.SIZE;
        }
        pendingBits -= bits;
        return (pending >> pendingBits) & ((1 << bits) - 1);
    }
}
