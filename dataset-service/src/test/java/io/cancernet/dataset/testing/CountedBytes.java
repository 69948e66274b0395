package io.cancernet.dataset.testing;

import io.cancernet.dataset.source.FileBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A file that counts the bytes that are read from it. */
public final class CountedBytes implements FileBytes {

    private final FileBytes file;
    private final AtomicLong read = new AtomicLong();

    public CountedBytes(FileBytes file) {
        this.file = file;
    }

    public long bytesRead() {
        return read.get();
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long length() {
        return file.length();
    }

    @Override
    public void read(long position, byte[] target, int offset, int length) throws IOException {
        read.addAndGet(length);
        file.read(position, target, offset, length);
    }

    @Override
    public Optional<Path> localPath() {
        return file.localPath();
    }

    @Override
    public void requireUnchanged() throws IOException {
        file.requireUnchanged();
    }

    @Override
    public void close() {
        file.close();
    }
}
