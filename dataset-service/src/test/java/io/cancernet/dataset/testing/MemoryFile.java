package io.cancernet.dataset.testing;

import io.cancernet.dataset.source.FileBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A file that is only in memory, such as one of another machine is to a reader. */
public final class MemoryFile implements FileBytes {

    private final String name;
    private final byte[] bytes;

    public MemoryFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    @Override
    public String name() {
        return name;
    }

    /** All that it holds. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public void read(long position, byte[] target, int offset, int length) throws IOException {
        if (position + length > bytes.length) {
            throw new EOFException("the file ends at %d".formatted(bytes.length));
        }
        System.arraycopy(bytes, (int) position, target, offset, length);
    }

    @Override
    public Optional<Path> localPath() {
        return Optional.empty();
    }

    @Override
    public void requireUnchanged() {}

    @Override
    public void close() {}
}
