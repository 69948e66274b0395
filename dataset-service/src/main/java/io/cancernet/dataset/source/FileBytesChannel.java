package io.cancernet.dataset.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A file as a channel for reading. It does not close the file. */
final class FileBytesChannel implements SeekableByteChannel {

    private final FileBytes file;
    private long position;
    private boolean closed;

    FileBytesChannel(FileBytes file) {
        this.file = file;
    }

    @Override
    public synchronized int read(ByteBuffer target) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        int part = (int) Math.min(target.remaining(), file.length() - position);
        if (part <= 0) {
            return target.hasRemaining() ? -1 : 0;
        }
        byte[] bytes = file.read(position, part);
        target.put(bytes);
        position += part;
        return part;
    }

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public synchronized SeekableByteChannel position(long wanted) {
        if (wanted < 0) {
            throw new IllegalArgumentException("a position is not negative: " + wanted);
        }
        position = wanted;
        return this;
    }

    @Override
    public long size() {
        return file.length();
    }

    @Override
    public synchronized boolean isOpen() {
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }
}
