package io.cancernet.dataset.wholeslide.tiff;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflate with zlib's header. */
final class Inflating {

    private Inflating() {}

    static int unpack(byte[] packed, byte[] target) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int end = 0;
            int count;
            do {
                count = inflater.inflate(target, end, target.length - end);
                end += count;
            } while (count > 0 && end < target.length);
            // One byte more than there should be; it also makes zlib reach its checksum.
            if (end == target.length && inflater.inflate(new byte[1]) > 0) {
                Unpacker.requireRoom(end + 1, target);
            }
            return end;
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("it cannot be inflated", e);
        } finally {
            inflater.end();
        }
    }
}
