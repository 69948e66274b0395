package io.cancernet.dataset.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A plain tar archive, read in place: its headers once, then each file where it lies. */
final class TarSource implements PatchSource {

    private static final int BUFFER = 1 << 16;

    private final FileBytes archive;
    private final TarListing listing;

    private TarSource(FileBytes archive, TarListing listing) {
        this.archive = archive;
        this.listing = listing;
    }

    /** Opens an archive, which it closes when it is closed itself. */
    static TarSource open(FileBytes archive, SourceLimits limits) throws IOException {
        BufferedInputStream in = new BufferedInputStream(new FileBytesStream(archive), BUFFER);
        return new TarSource(archive, TarListing.read(in, archive.length(), limits));
    }

    @Override
    public List<SourceFile> files() {
        return listing.files();
    }

    /** A tar file has no checksums, so that the archive itself is looked at. */
    @Override
    public byte[] read(SourceFile file) throws IOException {
        byte[] bytes;
        try {
            bytes = archive.read(listing.offset(file), Math.toIntExact(file.size()));
        } catch (IOException e) {
            throw SourceFaults.ofOneFile(e, archive);
        }
        SourceFaults.requireUnchanged(archive);
        return bytes;
    }

    @Override
    public void copy(SourceFile file, OutputStream target) throws IOException {
        long end = listing.offset(file) + file.size();
        for (long at = listing.offset(file); at < end; at += BUFFER) {
            byte[] part;
            try {
                part = archive.read(at, (int) Math.min(BUFFER, end - at));
            } catch (IOException e) {
                throw SourceFaults.ofOneFile(e, archive);
            }
            target.write(part);
        }
        SourceFaults.requireUnchanged(archive);
    }

    @Override
    public void requireUnchanged() {
        SourceFaults.requireUnchanged(archive);
    }

    @Override
    public void close() {
        archive.close();
    }
}
