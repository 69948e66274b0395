package io.cancernet.dataset.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive, read in place and never unpacked to disk. Opening it checks every path and stated size, then unpacks
 * every entry of a local archive once into nothing, because a header may lie about its size; what a remote one holds beyond
 * its stated size is found out when the entry is read, which never takes in more than was stated.
 */
final class ZipSource implements PatchSource {

    private static final Logger LOG = Logger.getLogger(ZipSource.class);
    private static final int BUFFER = 1 << 16;

    private final FileBytes archive;
    private final FileBytesChannel channel;
    private final ZipFile zip;
    private final List<ZipArchiveEntry> entries;
    private final List<SourceFile> files;

    private ZipSource(FileBytes archive, FileBytesChannel channel, ZipFile zip, List<ZipArchiveEntry> entries) {
        this.archive = archive;
        this.channel = channel;
        this.zip = zip;
        this.entries = List.copyOf(entries);
        List<SourceFile> listed = new ArrayList<>(entries.size());
        for (ZipArchiveEntry entry : entries) {
            String name = ArchivePaths.below(entry.getName(), listed.size() + 1);
            listed.add(new SourceFile(listed.size(), name, entry.getSize(), obstacle(entry)));
        }
        this.files = List.copyOf(listed);
    }

    /** Opens an archive, which it closes when it is closed itself. */
    static ZipSource open(FileBytes archive, SourceLimits limits) throws IOException {
        FileBytesChannel channel = new FileBytesChannel(archive);
        ZipFile zip = openZip(channel);
        ZipSource source = new ZipSource(archive, channel, zip, checkedEntries(zip, archive.length(), limits));
        if (archive.localPath().isPresent()) {
            source.checkSizesAreTrue();
        }
        return source;
    }

    @Override
    public List<SourceFile> files() {
        return files;
    }

    @Override
    public byte[] read(SourceFile file) throws IOException {
        ZipArchiveEntry entry = entries.get(file.index());
        try (InputStream in = stream(entry)) {
            byte[] bytes = in.readNBytes(Math.toIntExact(entry.getSize()) + 1);
            CRC32 crc = new CRC32();
            crc.update(bytes);
            if (bytes.length != entry.getSize() || crc.getValue() != entry.getCrc()) {
                throw new IOException("its bytes do not match their checksum in the archive");
            }
            return bytes;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw SourceFaults.ofOneFile(e, archive);
        }
    }

    @Override
    public void copy(SourceFile file, OutputStream target) throws IOException {
        ZipArchiveEntry entry = entries.get(file.index());
        byte[] buffer = new byte[BUFFER];
        CRC32 crc = new CRC32();
        long left = entry.getSize();
        try (InputStream in = stream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                left -= read;
                if (left < 0) {
                    break;
                }
                crc.update(buffer, 0, read);
                target.write(buffer, 0, read);
            }
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw SourceFaults.ofOneFile(e, archive);
        }
        if (left != 0 || crc.getValue() != entry.getCrc()) {
            throw new IOException("its bytes do not match their checksum in the archive");
        }
    }

    @Override
    public void requireUnchanged() {
        SourceFaults.requireUnchanged(archive);
    }

    @Override
    public void close() {
        archive.close();
    }

    /** Finding the start of an entry moves the channel's position, and so does every read, which locks the channel. */
    private InputStream stream(ZipArchiveEntry entry) throws IOException {
        synchronized (channel) {
            return zip.getInputStream(entry);
        }
    }

    private static ZipFile openZip(FileBytesChannel channel) throws IOException {
        try {
            return ZipFile.builder()
                    .setSeekableByteChannel(channel)
                    .setIgnoreLocalFileHeader(true)
                    .get();
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no complete zip archive: " + e.getMessage(), e);
        }
    }

    private static List<ZipArchiveEntry> checkedEntries(ZipFile zip, long packed, SourceLimits limits) {
        List<ZipArchiveEntry> entries = new ArrayList<>();
        long total = 0;
        int number = 0;
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            number++;
            ArchivePaths.below(entry.getName(), number);
            if (entry.isUnixSymlink()) {
                throw ArchivePaths.unsafe(number, "a symbolic link");
            }
            if (entry.isDirectory()) {
                continue;
            }
            entries.add(entry);
            total += entry.getSize();
            limits.checkFiles(entries.size());
            limits.checkTotal(total);
            limits.checkRatio("entry number " + number, entry.getSize(), entry.getCompressedSize());
        }
        // Entries may overlap, so that none of them looks suspicious alone.
        limits.checkRatio("the archive", total, packed);
        return entries;
    }

    private static @Nullable String obstacle(ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return "it is encrypted";
        }
        return entry.getSize() < 0 ? "its size is unknown" : null;
    }

    private void checkSizesAreTrue() {
        byte[] buffer = new byte[BUFFER];
        for (ZipArchiveEntry entry : entries) {
            try (InputStream in = stream(entry)) {
                long left = entry.getSize();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    left -= read;
                    if (left < 0) {
                        throw SourceLimits.tooLarge(
                                "an entry holds more than the %d bytes that it states".formatted(entry.getSize()));
                    }
                }
            } catch (ClosedChannelException e) {
                throw new UncheckedIOException("the archive was closed while it was checked", e);
            } catch (IOException e) {
                IOException broken = SourceFaults.ofOneFile(e);
                // One broken entry is no reason to refuse the rest: reading it fails again and it is quarantined.
                LOG.debugf("an entry cannot be unpacked: %s", broken.getMessage());
            }
        }
    }
}
