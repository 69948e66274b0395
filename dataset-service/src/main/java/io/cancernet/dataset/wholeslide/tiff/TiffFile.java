package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.wholeslide.tiff.Directory.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A TIFF or BigTIFF: its byte order, its size of offsets, and the directories that they lead to. */
final class TiffFile {

    /** Slides have a dozen images; a stack of separate planes, which is not read anyway, can have thousands. */
    private static final int MAX_DIRECTORIES = 1000;

    private static final int MAX_ENTRIES = 4096;
    private static final int CLASSIC = 42;
    private static final int BIG = 43;
    private static final int HEADER = 8;

    private final FileBytes file;
    private final ByteOrder order;
    private final boolean big;
    private final long firstOffset;

    private TiffFile(FileBytes file, ByteOrder order, boolean big, long firstOffset) {
        this.file = file;
        this.order = order;
        this.big = big;
        this.firstOffset = firstOffset;
    }

    /** Whether the first bytes are those of a TIFF. */
    static boolean recognises(FileBytes file) throws IOException {
        return file.length() >= HEADER && order(file.read(0, HEADER)).isPresent();
    }

    static TiffFile open(FileBytes file) throws IOException {
        byte[] start = file.read(0, (int) Math.min(file.length(), 2 * HEADER));
        ByteOrder order = order(start).orElseThrow(() -> Refusals.unreadable("it does not begin as a TIFF does"));
        ByteBuffer header = ByteBuffer.wrap(start).order(order);
        boolean big = header.getShort(2) == BIG;
        if (big && (start.length < 2 * HEADER || header.getShort(4) != Long.BYTES || header.getShort(6) != 0)) {
            throw Refusals.unreadable("its BigTIFF header is incomplete");
        }
        return new TiffFile(file, order, big, big ? header.getLong(HEADER) : header.getInt(4) & 0xffffffffL);
    }

    private static Optional<ByteOrder> order(byte[] start) {
        if (start.length < HEADER || start[0] != start[1] || (start[0] != 'I' && start[0] != 'M')) {
            return Optional.empty();
        }
        ByteOrder order = start[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int version = ByteBuffer.wrap(start).order(order).getShort(2);
        return version == CLASSIC || version == BIG ? Optional.of(order) : Optional.empty();
    }

    boolean isBig() {
        return big;
    }

    FileBytes bytes() {
        return file;
    }

    /** The directory that the header leads to. */
    Directory first() throws IOException {
        return parse(firstOffset);
    }

    /** The chain of directories. */
    List<Directory> chain() throws IOException {
        List<Directory> chain = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (long offset = firstOffset;
                offset != 0 || chain.isEmpty();
                offset = last(chain).next()) {
            if (!seen.add(offset)) {
                throw Refusals.unreadable("its directories lead in a circle");
            }
            if (chain.size() == MAX_DIRECTORIES) {
                throw Refusals.unsupported("it holds more than %d images".formatted(MAX_DIRECTORIES));
            }
            chain.add(parse(offset));
        }
        return chain;
    }

    private static Directory last(List<Directory> chain) {
        return chain.get(chain.size() - 1);
    }

    /** The directories below one: a pyramid's reduced levels. */
    List<Directory> below(Directory parent) throws IOException {
        int count = (int) Math.min(MAX_DIRECTORIES, parent.count(Tag.SUB_IFDS));
        List<Directory> directories = new ArrayList<>();
        for (long offset : count == 0 ? new long[0] : parent.numbers(Tag.SUB_IFDS, count)) {
            directories.add(parse(offset));
        }
        return directories;
    }

    private Directory parse(long offset) throws IOException {
        int countSize = big ? Long.BYTES : Short.BYTES;
        int word = big ? Long.BYTES : Integer.BYTES;
        Directory.requireWithin(file, offset, countSize, "the tags of an image");
        ByteBuffer head = buffer(offset, countSize);
        long count = big ? head.getLong() : head.getShort() & 0xffff;
        if (count < 1 || count > MAX_ENTRIES) {
            throw Refusals.unreadable("an image has %d tags".formatted(count));
        }
        int length = (int) count * (2 * Short.BYTES + 2 * word) + word;
        Directory.requireWithin(file, offset + countSize, length, "the tags of an image");
        ByteBuffer body = buffer(offset + countSize, length);
        Map<Integer, Entry> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int tag = body.getShort() & 0xffff;
            entry(body, word).ifPresent(entry -> entries.putIfAbsent(tag, entry));
        }
        return new Directory(file, entries, word(body));
    }

    /** The entry at the buffer's position, which moves behind it; absent where its type is unknown. */
    private Optional<Entry> entry(ByteBuffer body, int word) {
        int type = body.getShort() & 0xffff;
        long count = word(body);
        ByteBuffer values = body.slice(body.position(), word).order(order);
        long offset = word(body);
        int size = Directory.size(type);
        if (size == 0 || count < 0) {
            return Optional.empty();
        }
        return Optional.of(new Entry(type, count, values, offset, count <= word / size));
    }

    private long word(ByteBuffer buffer) {
        return big ? buffer.getLong() : buffer.getInt() & 0xffffffffL;
    }

    private ByteBuffer buffer(long offset, int length) throws IOException {
        return ByteBuffer.wrap(file.read(offset, length)).order(order);
    }
}
