package io.cancernet.dataset.extraction;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tar file being written, with the place of every entry's bytes. Deleted when closed. */
final class TarFile implements AutoCloseable {

    private static final int BLOCK = TarConstants.DEFAULT_RCDSIZE;

    private final Path file;
    private final TarArchiveOutputStream out;
    private long written;

    private TarFile(Path file) throws IOException {
        this.file = file;
        this.out = new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), BLOCK);
    }

    static TarFile create(Path directory) throws IOException {
        return new TarFile(Files.createTempFile(directory, "shard-", ".tar"));
    }

    /** Size of the finished file if one more entry of this length came. */
    long sizeWith(int length) {
        return written + BLOCK + padded(length) + 2L * BLOCK;
    }

    /** Adds an entry and returns where its bytes begin. Names are short, so that its header is one block. */
    long add(String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        // Who writes the file, and when, must not change its bytes.
        entry.setUserName("");
        entry.setGroupName("");
        entry.setIds(0, 0);
        entry.setModTime(0L);
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
        long offset = written + BLOCK;
        written = offset + padded(bytes.length);
        return offset;
    }

    /** Ends the file and returns it; it lives until this is closed. */
    Path finish() throws IOException {
        out.close();
        return file;
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static long padded(long length) {
        return (length + BLOCK - 1) / BLOCK * BLOCK;
    }
}
