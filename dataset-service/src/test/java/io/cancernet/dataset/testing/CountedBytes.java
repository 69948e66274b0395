package io.cancernet.dataset.testing;

import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.source.LocalFileBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A file that counts what is read of it, and does something first. */
public final class CountedBytes implements FileBytes {

    /** What happens before bytes are read. */
    public interface Interference {
        void happen() throws IOException, InterruptedException;
    }

    private final FileBytes file;
    private final AtomicLong read = new AtomicLong();
    private volatile Interference interference = () -> {};

    private CountedBytes(FileBytes file) {
        this.file = file;
    }

    public static CountedBytes open(Path file) throws IOException {
        return new CountedBytes(LocalFileBytes.open(file, "slide"));
    }

    public void onRead(Interference happening) {
        interference = happening;
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
        try {
            interference.happen();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        read.addAndGet(length);
        file.read(position, target, offset, length);
    }

    @Override
    public Optional<Path> localPath() {
        return Optional.empty();
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
