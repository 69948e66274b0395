package io.cancernet.dataset.wholeslide.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The bytes of a classic little-endian TIFF, to be damaged. */
final class TiffBytes {

    private static final int ENTRY = 12;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final ByteBuffer bytes;

    private TiffBytes(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static TiffBytes of(Path file) throws IOException {
        return new TiffBytes(Files.readAllBytes(file));
    }

    /** Where the directory of an image begins. */
    int directory(int image) {
        int at = bytes.getInt(4);
        for (int i = 0; i < image; i++) {
            at = bytes.getInt(at + 2 + ENTRY * bytes.getShort(at));
        }
        return at;
    }

    /** Makes the only value of a tag another, as a long. */
    TiffBytes value(int image, int tag, long value) {
        int at = entry(image, tag);
        bytes.putShort(at + 2, (short) LONG).putInt(at + 4, 1).putInt(at + 8, (int) value);
        return this;
    }

    /** Makes a tag hold two short values. */
    TiffBytes pair(int image, int tag, int first, int second) {
        int at = entry(image, tag);
        bytes.putShort(at + 2, (short) SHORT).putInt(at + 4, 2);
        bytes.putShort(at + 8, (short) first).putShort(at + 10, (short) second);
        return this;
    }

    /** Makes a tag say that it has so many values. */
    TiffBytes count(int image, int tag, long count) {
        bytes.putInt(entry(image, tag) + 4, (int) count);
        return this;
    }

    /** Makes one of several values of a tag another, all of them longs. */
    TiffBytes element(int image, int tag, int index, long value) {
        int at = entry(image, tag);
        int values = bytes.getInt(at + 4) == 1 ? at + 8 : bytes.getInt(at + 8);
        bytes.putInt(values + 4 * index, (int) value);
        return this;
    }

    long element(int image, int tag, int index) {
        int at = entry(image, tag);
        int values = bytes.getInt(at + 4) == 1 ? at + 8 : bytes.getInt(at + 8);
        return bytes.getInt(values + 4 * index);
    }

    /** Makes another tag of one. */
    TiffBytes rename(int image, int tag, int other) {
        bytes.putShort(entry(image, tag), (short) other);
        return this;
    }

    /** Makes the directory of an image lead to any place. */
    TiffBytes next(int image, int offset) {
        int at = directory(image);
        bytes.putInt(at + 2 + ENTRY * bytes.getShort(at), offset);
        return this;
    }

    TiffBytes set(int at, int value) {
        bytes.put(at, (byte) value);
        return this;
    }

    int length() {
        return bytes.capacity();
    }

    Path write(Path file) throws IOException {
        return Files.write(file, bytes.array());
    }

    Path write(Path file, int length) throws IOException {
        return Files.write(file, Arrays.copyOf(bytes.array(), length));
    }

    private int entry(int image, int tag) {
        int at = directory(image);
        for (int i = 0; i < bytes.getShort(at); i++) {
            if ((bytes.getShort(at + 2 + ENTRY * i) & 0xffff) == tag) {
                return at + 2 + ENTRY * i;
            }
        }
        throw new IllegalArgumentException("image %d has no tag %d".formatted(image, tag));
    }
}
