package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.dataset.source.FileBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * An image file directory: the tags of one image. Values that lie elsewhere in the file are read when they are asked
 * for, and never before it is known that the file is long enough to hold them.
 */
final class Directory {

    /** A tag's type, how many values it has, and where they lie: in {@code values} or in the file. */
    record Entry(int type, long count, ByteBuffer values, long offset, boolean inline) {}

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int IFD = 13;
    private static final int LONG8 = 16;
    private static final int IFD8 = 18;

    private final FileBytes file;
    private final Map<Integer, Entry> entries;
    private final long next;

    /** @param next where the directory that follows lies, 0 where none does */
    Directory(FileBytes file, Map<Integer, Entry> entries, long next) {
        this.file = file;
        this.entries = Map.copyOf(entries);
        this.next = next;
    }

    /** Bytes of one value of a type; 0 where the type is unknown. */
    static int size(int type) {
        return switch (type) {
            case 1, ASCII, 6, 7 -> 1;
            case SHORT, 8 -> 2;
            case LONG, 9, 11, IFD -> 4;
            case RATIONAL, 10, 12, LONG8, 17, IFD8 -> 8;
            default -> 0;
        };
    }

    /** Where the directory that follows lies, 0 where none does. */
    long next() {
        return next;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** Number of values, 0 where there is no such tag. */
    long count(int tag) {
        Entry entry = entries.get(tag);
        return entry == null ? 0 : entry.count();
    }

    /** The first value of a tag. */
    long number(int tag, long otherwise) throws IOException {
        return has(tag) && count(tag) > 0 ? numbers(tag, 1)[0] : otherwise;
    }

    /** The first value of a tag that an image cannot do without. */
    long number(int tag) throws IOException {
        if (count(tag) < 1) {
            throw Refusals.unreadable("tag %d is missing".formatted(tag));
        }
        return numbers(tag, 1)[0];
    }

    /** The first values of a tag of whole numbers. */
    long[] numbers(int tag, int wanted) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null || entry.count() < wanted) {
            throw Refusals.unreadable("tag %d has fewer than %d values".formatted(tag, wanted));
        }
        ByteBuffer values = read(tag, entry, wanted);
        long[] numbers = new long[wanted];
        for (int i = 0; i < wanted; i++) {
            numbers[i] = switch (entry.type()) {
                case 1 -> values.get() & 0xff;
                case SHORT -> values.getShort() & 0xffff;
                case LONG, IFD -> values.getInt() & 0xffffffffL;
                case LONG8, IFD8 -> values.getLong();
                default -> throw Refusals.unreadable("tag %d holds no whole numbers".formatted(tag));
            };
        }
        return numbers;
    }

    /** The first value of a tag of fractions; absent where it is none or divides by 0. */
    Optional<Double> fraction(int tag) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null || entry.type() != RATIONAL || entry.count() < 1) {
            return Optional.empty();
        }
        ByteBuffer values = read(tag, entry, 1);
        double numerator = values.getInt() & 0xffffffffL;
        double denominator = values.getInt() & 0xffffffffL;
        return denominator == 0 ? Optional.empty() : Optional.of(numerator / denominator);
    }

    /** The beginning of a text, empty where there is none. */
    String text(int tag, int atMost) throws IOException {
        byte[] bytes = bytes(tag, atMost);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** The first bytes of a tag of bytes or text, none where there is no such tag. */
    byte[] bytes(int tag, int atMost) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null || size(entry.type()) != 1) {
            return new byte[0];
        }
        byte[] bytes = new byte[(int) Math.min(atMost, entry.count())];
        read(tag, entry, bytes.length).get(bytes);
        return bytes;
    }

    private ByteBuffer read(int tag, Entry entry, int wanted) throws IOException {
        ByteBuffer values = entry.values().duplicate().order(entry.values().order());
        if (entry.inline()) {
            return values;
        }
        long length = (long) wanted * size(entry.type());
        requireWithin(file, entry.offset(), length, "the values of tag " + tag);
        return ByteBuffer.wrap(file.read(entry.offset(), (int) length)).order(values.order());
    }

    /** Refuses a range that reaches out of the file. */
    static void requireWithin(FileBytes file, long offset, long length, String what) {
        if (offset < 0 || length < 0 || length > Integer.MAX_VALUE || offset > file.length() - length) {
            throw Refusals.unreadable("%s lie beyond the end of the file".formatted(what));
        }
    }
}
