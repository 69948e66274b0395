package io.cancernet.dataset.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a tar file in their order: POSIX with and without extended headers, and GNU with long names. What a
 * header says about itself is bounded, so that a false one cannot fill memory. Used by one thread.
 */
final class TarWalk implements AutoCloseable {

    static final int BLOCK = TarConstants.DEFAULT_RCDSIZE;
    /** Longest extended header; a path takes far less. */
    private static final int MAX_EXTENDED = 1 << 20;
    /** Extended headers that one entry may have; a long name and a long link make two. */
    private static final int MAX_HEADERS = 16;

    /** Bytes that are copied at once. */
    private static final int COPIED = 1 << 16;

    private static final int PREFIX_OFFSET = 345;
    private static final int TYPE_OFFSET = 156;
    private static final int SIZE_OFFSET = 124;

    private final InputStream in;
    private long position;
    private long nextHeader;

    TarWalk(InputStream in) {
        this.in = in;
    }

    /**
     * An entry.
     *
     * @param path as the archive has it
     * @param size of its data in bytes
     * @param offset where its data begin
     */
    record Entry(String path, long size, long offset, byte type, boolean sparse) {

        boolean isFolder() {
            return type == TarConstants.LF_DIR || (isPlain() && path.endsWith("/"));
        }

        @Nullable String obstacle() {
            if (type == TarConstants.LF_LINK || type == TarConstants.LF_SYMLINK) {
                return "it is a link, which is not followed";
            }
            if (sparse) {
                return "it is stored with holes: make the archive without --sparse";
            }
            return isPlain() ? null : "it is no regular file";
        }

        private boolean isPlain() {
            return type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM || type == TarConstants.LF_CONTIG;
        }
    }

    /**
     * Whether a file begins with the header of a tar file.
     *
     * @param start at least its first 512 bytes
     */
    static boolean begins(byte[] start) {
        return start.length >= BLOCK && !isZero(start) && checksumFits(start);
    }

    /** Goes to the next entry; absent at the end. @throws IOException when the archive is damaged or cut short */
    @Nullable Entry next() throws IOException {
        Map<String, String> extended = new HashMap<>();
        String longPath = null;
        for (int headers = 0; headers < MAX_HEADERS; headers++) {
            byte[] header = header();
            if (header == null) {
                return null;
            }
            byte type = header[TYPE_OFFSET];
            switch (type) {
                case TarConstants.LF_PAX_EXTENDED_HEADER_LC, TarConstants.LF_PAX_EXTENDED_HEADER_UC ->
                    extended.putAll(records(extendedHeader(header)));
                case TarConstants.LF_GNUTYPE_LONGNAME -> longPath = text(extendedHeader(header), 0, MAX_EXTENDED);
                case TarConstants.LF_GNUTYPE_LONGLINK, TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER ->
                    extendedHeader(header);
                default -> {
                    return entry(header, longPath, extended);
                }
            }
        }
        throw new IOException("an entry has more than %d headers".formatted(MAX_HEADERS));
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a stream that is only read failed", e);
        }
    }

    /** The data of the entry that was just returned. */
    byte[] data(Entry entry) throws IOException {
        byte[] bytes = in.readNBytes(Math.toIntExact(entry.size));
        position += bytes.length;
        if (bytes.length != entry.size) {
            throw new EOFException("the archive is cut short");
        }
        return bytes;
    }

    /** Writes the data of the entry that was just returned. */
    void copy(Entry entry, OutputStream target) throws IOException {
        byte[] buffer = new byte[COPIED];
        for (long left = entry.size; left > 0; ) {
            int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
            if (read == 0) {
                throw new EOFException("the archive is cut short");
            }
            position += read;
            left -= read;
            target.write(buffer, 0, read);
        }
    }

    private byte @Nullable [] header() throws IOException {
        in.skipNBytes(nextHeader - position);
        position = nextHeader;
        byte[] header = in.readNBytes(BLOCK);
        position += header.length;
        if (header.length == 0 || isZero(header)) {
            return null;
        }
        if (header.length < BLOCK) {
            throw new EOFException("the archive is cut short");
        }
        if (!checksumFits(header)) {
            throw new IOException("the header at byte %d is damaged".formatted(nextHeader));
        }
        nextHeader = position + padded(size(header, Map.of()));
        return header;
    }

    private static boolean checksumFits(byte[] header) {
        try {
            return TarUtils.verifyCheckSum(header);
        } catch (IllegalArgumentException e) {
            // No digits stand where the checksum does; the message quotes the file, so it goes no further.
            return false;
        }
    }

    private Entry entry(byte[] header, @Nullable String longPath, Map<String, String> extended) throws IOException {
        byte type = header[TYPE_OFFSET];
        boolean holdsData = type < TarConstants.LF_LINK || type > TarConstants.LF_FIFO;
        long size = holdsData ? size(header, extended) : 0;
        nextHeader = position + padded(size);
        String path = longPath == null ? path(header) : longPath;
        boolean sparse = type == TarConstants.LF_GNUTYPE_SPARSE
                || extended.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."));
        return new Entry(extended.getOrDefault("path", path), size, position, type, sparse);
    }

    private byte[] extendedHeader(byte[] header) throws IOException {
        long size = size(header, Map.of());
        if (size > MAX_EXTENDED) {
            throw new IOException("an extended header has %d bytes".formatted(size));
        }
        byte[] bytes = in.readNBytes((int) size);
        position += bytes.length;
        return bytes;
    }

    /** Lines of {@code <length> <key>=<value>}, the length counting the whole line. */
    private static Map<String, String> records(byte[] bytes) throws IOException {
        Map<String, String> records = new HashMap<>();
        int at = 0;
        while (at < bytes.length && bytes[at] != 0) {
            int length = 0;
            int digit = at;
            while (digit < bytes.length && bytes[digit] >= '0' && bytes[digit] <= '9' && length < MAX_EXTENDED) {
                length = length * 10 + bytes[digit++] - '0';
            }
            if (length <= digit - at || length > bytes.length - at) {
                throw new IOException("an extended header is damaged");
            }
            String line = new String(bytes, digit + 1, Math.max(0, at + length - digit - 2), UTF_8);
            int equals = line.indexOf('=');
            if (equals > 0) {
                records.put(line.substring(0, equals), line.substring(equals + 1));
            }
            at += length;
        }
        return records;
    }

    private static long size(byte[] header, Map<String, String> extended) throws IOException {
        try {
            String stated = extended.get("size");
            long size = stated == null
                    ? TarUtils.parseOctalOrBinary(header, SIZE_OFFSET, TarConstants.SIZELEN)
                    : Long.parseLong(stated);
            if (size >= 0 && size <= Long.MAX_VALUE / 2) {
                return size;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("a header states no size", e);
        }
        throw new IOException("a header states an impossible size");
    }

    private static String path(byte[] header) {
        String name = text(header, 0, TarConstants.NAMELEN);
        // GNU's older magic has two blanks, and other things than a prefix there.
        boolean posix = new String(header, TarConstants.NAMELEN + 157, 6, UTF_8).equals(TarConstants.MAGIC_POSIX);
        String prefix = posix ? text(header, PREFIX_OFFSET, TarConstants.PREFIXLEN) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] bytes, int from, int longest) {
        int to = from;
        while (to < bytes.length && to < from + longest && bytes[to] != 0) {
            to++;
        }
        return new String(bytes, from, to - from, UTF_8);
    }

    private static boolean isZero(byte[] header) {
        for (int i = 0; i < BLOCK && i < header.length; i++) {
            if (header[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }
}
