package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.dataset.source.FileBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A place in a little-endian file that moves on as it is read. It buffers, and skips without reading. */
final class ByteCursor {

    private final FileBytes file;
    private final byte[] block;
    private final ByteBuffer buffer;
    private long blockStart;
    private int blockLength;
    private long position;

    /** @param blockBytes how much is fetched at once */
    ByteCursor(FileBytes file, long position, int blockBytes) {
        this.file = file;
        this.position = position;
        block = new byte[blockBytes];
        buffer = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    }

    long position() {
        return position;
    }

    long fileLength() {
        return file.length();
    }

    int u16() throws IOException {
        return buffer.getShort(take(Short.BYTES)) & 0xffff;
    }

    /** The next two bytes, which stay the next. */
    int peek() throws IOException {
        int value = u16();
        position -= Short.BYTES;
        return value;
    }

    long u32() throws IOException {
        return buffer.getInt(take(Integer.BYTES)) & 0xffffffffL;
    }

    /** Group in the upper half, element in the lower. */
    int tag() throws IOException {
        int at = take(Integer.BYTES);
        return (buffer.getShort(at) & 0xffff) << 16 | (buffer.getShort(at + Short.BYTES) & 0xffff);
    }

    /** The next bytes, fewer than a block. */
    ByteBuffer value(int length) throws IOException {
        byte[] value = new byte[length];
        buffer.get(take(length), value);
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    }

    void skip(long length) {
        if (length < 0 || length > file.length() - position) {
            throw Refusal.unreadable("a value reaches past the end of the file");
        }
        position += length;
    }

    private int take(int length) throws IOException {
        if (length > file.length() - position) {
            throw Refusal.unreadable("the file ends inside its header");
        }
        if (position < blockStart || position + length > blockStart + blockLength) {
            blockLength = (int) Math.min(block.length, file.length() - position);
            file.read(position, block, 0, blockLength);
            blockStart = position;
        }
        int at = (int) (position - blockStart);
        position += length;
        return at;
    }
}
