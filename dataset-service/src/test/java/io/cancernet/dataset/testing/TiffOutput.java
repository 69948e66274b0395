package io.cancernet.dataset.testing;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The bytes of a TIFF as they are appended: pieces of images first, directories behind them, the header's link last. */
final class TiffOutput implements Closeable {

    /** A tag's type and values. Offsets are of 4 bytes in a classic TIFF and of 8 in a BigTIFF. */
    static final class Field {
        private final int type;
        private final long[] values;

        private Field(int type, long... values) {
            this.type = type;
            this.values = values;
        }
    }

    private static final int BYTE = 1;
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int LONG8 = 16;
    private static final int OFFSET = -1;

    private static final int BUFFER = 1 << 20;
    private static final int PRECISION = 1000;

    private final RandomAccessFile file;
    private final OutputStream out;
    private final boolean big;
    private final ByteOrder order;
    private long position;

    TiffOutput(Path path, boolean big, ByteOrder order) throws IOException {
        Files.deleteIfExists(path);
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.out = new BufferedOutputStream(Channels.newOutputStream(file.getChannel()), BUFFER);
        this.big = big;
        this.order = order;
        append(header(0));
    }

    static Field shorts(int... values) {
        return new Field(SHORT, Arrays.stream(values).asLongStream().toArray());
    }

    static Field longs(long... values) {
        return new Field(LONG, values);
    }

    static Field offsets(long... values) {
        return new Field(OFFSET, values);
    }

    static Field rational(double value) {
        return new Field(RATIONAL, Math.round(value * PRECISION), PRECISION);
    }

    static Field ascii(String text) {
        Field field = bytes((text + '\0').getBytes(StandardCharsets.UTF_8));
        return new Field(ASCII, field.values);
    }

    static Field bytes(byte[] bytes) {
        long[] values = new long[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = bytes[i];
        }
        return new Field(BYTE, values);
    }

    /** Appends bytes and tells where they begin. */
    long append(byte[] bytes) throws IOException {
        long at = position;
        out.write(bytes);
        position += bytes.length;
        if (!big && position > 0xffffffffL) {
            throw new IOException("a classic TIFF ends at 4 GiB: write a BigTIFF");
        }
        return at;
    }

    /** Appends directories that no chain leads to, and tells where they begin. */
    long[] ifds(List<? extends SortedMap<Integer, Field>> directories) throws IOException {
        long[] offsets = new long[directories.size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = ifd(directories.get(i), 0);
        }
        return offsets;
    }

    /** Appends a chain of directories, last first since each holds where the next is, and links it to the header. */
    void finish(List<? extends SortedMap<Integer, Field>> chain) throws IOException {
        long next = 0;
        for (int i = chain.size() - 1; i >= 0; i--) {
            next = ifd(chain.get(i), next);
        }
        out.flush();
        file.seek(0);
        file.write(header(next));
    }

    private byte[] header(long firstIfd) {
        ByteBuffer header = ByteBuffer.allocate(big ? 16 : 8).order(order);
        header.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
        header.putShort((short) (big ? 43 : 42));
        if (big) {
            header.putShort((short) 8).putShort((short) 0).putLong(firstIfd);
        } else {
            header.putInt((int) firstIfd);
        }
        return header.array();
    }

    private long ifd(SortedMap<Integer, Field> fields, long next) throws IOException {
        int word = big ? 8 : 4;
        ByteBuffer ifd = ByteBuffer.allocate((big ? 8 : 2) + fields.size() * (4 + 2 * word) + word)
                .order(order);
        if (big) {
            ifd.putLong(fields.size());
        } else {
            ifd.putShort((short) fields.size());
        }
        for (Map.Entry<Integer, Field> each : fields.entrySet()) {
            Field field = each.getValue();
            byte[] value = encode(field);
            ifd.putShort((short) (int) each.getKey()).putShort((short) type(field));
            word(ifd, field.type == RATIONAL ? field.values.length / 2 : field.values.length);
            if (value.length <= word) {
                ifd.put(value).put(new byte[word - value.length]);
            } else {
                word(ifd, append(value));
            }
        }
        word(ifd, next);
        return append(ifd.array());
    }

    private void word(ByteBuffer ifd, long value) {
        if (big) {
            ifd.putLong(value);
        } else {
            ifd.putInt((int) value);
        }
    }

    private int type(Field field) {
        return field.type != OFFSET ? field.type : big ? LONG8 : LONG;
    }

    private byte[] encode(Field field) {
        ByteBuffer value = ByteBuffer.allocate(field.values.length * Long.BYTES).order(order);
        for (long each : field.values) {
            switch (type(field)) {
                case BYTE, ASCII -> value.put((byte) each);
                case SHORT -> value.putShort((short) each);
                case LONG8 -> value.putLong(each);
                default -> value.putInt((int) each);
            }
        }
        return Arrays.copyOf(value.array(), value.position());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
