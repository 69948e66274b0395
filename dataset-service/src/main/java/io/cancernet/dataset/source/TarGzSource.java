package io.cancernet.dataset.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A gzipped tar archive. It is inflated once to list it, which also checks it whole, and once to read it when its files
 * are asked for in their order; going back starts anew. Memory holds one file.
 */
final class TarGzSource implements PatchSource {

    private static final int BUFFER = 1 << 16;

    private final FileBytes archive;
    private final TarListing listing;
    private @Nullable Reading reading;

    private TarGzSource(FileBytes archive, TarListing listing) {
        this.archive = archive;
        this.listing = listing;
    }

    /** Opens an archive, which it closes when it is closed itself. */
    static TarGzSource open(FileBytes archive, SourceLimits limits) throws IOException {
        try (InputStream in = inflate(archive)) {
            TarListing listing = TarListing.read(in, archive.length(), limits);
            return new TarGzSource(archive, listing);
        }
    }

    /** Whether what is gzipped is a tar archive. */
    static boolean holdsTar(FileBytes archive) throws IOException {
        try (InputStream in = inflate(archive)) {
            return TarWalk.begins(in.readNBytes(TarWalk.BLOCK));
        }
    }

    @Override
    public List<SourceFile> files() {
        return listing.files();
    }

    @Override
    public boolean isSequential() {
        return true;
    }

    @Override
    public synchronized byte[] read(SourceFile file) throws IOException {
        try {
            Reading there = readingBefore(file);
            return there.walk.data(there.find(file));
        } catch (IOException e) {
            closeReading();
            throw SourceFaults.ofOneFile(e, archive);
        }
    }

    @Override
    public synchronized void copy(SourceFile file, OutputStream target) throws IOException {
        try {
            Reading there = readingBefore(file);
            there.walk.copy(there.find(file), target);
        } catch (IOException e) {
            closeReading();
            throw SourceFaults.ofOneFile(e, archive);
        }
    }

    private Reading readingBefore(SourceFile file) throws IOException {
        if (reading == null || file.index() < reading.next) {
            closeReading();
            reading = new Reading(new TarWalk(inflate(archive)));
        }
        return reading;
    }

    @Override
    public void requireUnchanged() {
        SourceFaults.requireUnchanged(archive);
    }

    @Override
    public synchronized void close() {
        closeReading();
        archive.close();
    }

    private static InputStream inflate(FileBytes archive) throws IOException {
        return new GZIPInputStream(new BufferedInputStream(new FileBytesStream(archive), BUFFER), BUFFER);
    }

    private void closeReading() {
        if (reading != null) {
            reading.walk.close();
            reading = null;
        }
    }

    /** A way through the archive from its start. */
    private static final class Reading {

        private final TarWalk walk;
        /** Index of the file that comes next. */
        private int next;

        Reading(TarWalk walk) {
            this.walk = walk;
        }

        TarWalk.Entry find(SourceFile file) throws IOException {
            for (TarWalk.Entry entry = walk.next(); entry != null; entry = walk.next()) {
                if (!entry.isFolder() && next++ == file.index()) {
                    if (entry.size() != file.size()) {
                        throw new SourceChangedException("another file stands where this one was");
                    }
                    return entry;
                }
            }
            throw new SourceChangedException("the archive has fewer files than it had");
        }
    }
}
