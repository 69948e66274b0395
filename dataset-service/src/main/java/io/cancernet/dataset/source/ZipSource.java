package io.cancernet.dataset.source;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive, read in place and never unpacked to disk. Opening it checks every path and stated size, then unpacks
 * every entry once into nothing, because a header may lie about its size.
 */
final class ZipSource implements PatchSource {

    private static final Logger LOG = Logger.getLogger(ZipSource.class);
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final int BUFFER = 1 << 16;

    private final ZipFile zip;
    private final List<ZipArchiveEntry> entries;
    private final List<SourceFile> files;

    private ZipSource(ZipFile zip, List<ZipArchiveEntry> entries) {
        this.zip = zip;
        this.entries = List.copyOf(entries);
        List<SourceFile> listed = new ArrayList<>(entries.size());
        for (ZipArchiveEntry entry : entries) {
            String name = entry.getName().replace('\\', '/');
            listed.add(new SourceFile(listed.size(), name, entry.getSize(), obstacle(entry)));
        }
        this.files = List.copyOf(listed);
    }

    static ZipSource open(Path archive, SourceLimits limits) {
        ZipFile zip = openZip(archive);
        try {
            ZipSource source = new ZipSource(zip, checkedEntries(zip, Files.size(archive), limits));
            source.checkSizesAreTrue();
            return source;
        } catch (IOException e) {
            closeQuietly(zip);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            closeQuietly(zip);
            throw e;
        }
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
        }
    }

    @Override
    public void close() {
        closeQuietly(zip);
    }

    /** Finding the start of an entry moves the archive's position; reading from there on does not. */
    private synchronized InputStream stream(ZipArchiveEntry entry) throws IOException {
        return zip.getInputStream(entry);
    }

    private static ZipFile openZip(Path archive) {
        try {
            return ZipFile.builder()
                    .setPath(archive)
                    .setIgnoreLocalFileHeader(true)
                    .get();
        } catch (IOException | IllegalArgumentException e) {
            throw new DomainException(
                    ErrorCode.SOURCE_UNREADABLE,
                    "%s is no complete zip archive (%s). Give a folder or a whole zip file."
                            .formatted(archive.getFileName(), e.getMessage()),
                    e);
        }
    }

    private static List<ZipArchiveEntry> checkedEntries(ZipFile zip, long packed, SourceLimits limits) {
        List<ZipArchiveEntry> entries = new ArrayList<>();
        long total = 0;
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            checkPath(entry);
            if (entry.isDirectory()) {
                continue;
            }
            entries.add(entry);
            total += entry.getSize();
            limits.checkFiles(entries.size());
            limits.checkTotal(total);
            limits.checkRatio(entry.getName(), entry.getSize(), entry.getCompressedSize());
        }
        // Entries may overlap, so that none of them looks suspicious alone.
        limits.checkRatio("the archive", total, packed);
        return entries;
    }

    private static void checkPath(ZipArchiveEntry entry) {
        String name = entry.getName();
        boolean absolute = name.startsWith("/")
                || name.startsWith("\\")
                || DRIVE.matcher(name).matches();
        boolean climbing = SEPARATOR.splitAsStream(name).anyMatch(".."::equals);
        if (absolute || climbing || entry.isUnixSymlink() || name.indexOf('\0') >= 0) {
            throw new DomainException(
                    ErrorCode.UNSAFE_ARCHIVE_PATH,
                    "The archive is refused: its entry '%s' is %s. Make the archive anew from plain relative paths."
                            .formatted(
                                    name, entry.isUnixSymlink() ? "a symbolic link" : "a path that leaves its root"));
        }
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
                        throw SourceLimits.tooLarge("the entry '%s' holds more than the %d bytes that it states"
                                .formatted(entry.getName(), entry.getSize()));
                    }
                }
            } catch (ClosedChannelException e) {
                throw new UncheckedIOException("the archive was closed while it was checked", e);
            } catch (IOException e) {
                // One broken entry is no reason to refuse the rest: reading it fails again and it is quarantined.
                LOG.debugf("%s cannot be unpacked: %s", entry.getName(), e.getMessage());
            }
        }
    }

    private static void closeQuietly(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing an archive failed", e);
        }
    }
}
