package io.cancernet.dataset.source;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The bytes of one file, read at any place, wherever the file lies. Thread-safe. */
public interface FileBytes extends AutoCloseable {

    /** Path below the source's root, with slashes. It may name a patient: it stays out of logs, events and keys. */
    String name();

    long length();

    /**
     * Reads a range whole.
     *
     * @throws EOFException when it reaches past the end
     * @throws IOException when the file cannot be read or is no longer what it was when it was opened
     */
    void read(long position, byte[] target, int offset, int length) throws IOException;

    /** Reads a range whole. @throws EOFException when it reaches past the end */
    default byte[] read(long position, int length) throws IOException {
        if (length < 0 || position < 0 || position + length > length()) {
            throw new EOFException("a range of %d bytes at %d reaches past the end".formatted(length, position));
        }
        byte[] bytes = new byte[length];
        read(position, bytes, 0, length);
        return bytes;
    }

    /** Where the file lies on this machine, for readers that cannot do without; absent for a remote one. */
    Optional<Path> localPath();

    /** Checks that the file is still what was opened. @throws IOException when it was written, replaced or removed */
    void requireUnchanged() throws IOException;

    @Override
    void close();
}
