package io.cancernet.training.data;

import io.cancernet.common.image.PatchImageCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Decoded patches in a memory-mapped file, made once for a manifest and an input size.
 *
 * <p>The file is filled under another name and renamed when it is whole, so a cache that is there is a cache that is
 * complete, and processes may share a folder. Its pages belong to the operating system: they may be dropped and read
 * again, and weigh nothing on the heap.
 */
public final class PatchCache implements PatchPixels {

    private static final Logger LOG = Logger.getLogger(PatchCache.class);

    /** A mapping holds at most 2 GiB, so that a large cache is mapped in parts. */
    private static final long LARGEST_PART = 1L << 30;

    private static final String PART = ".part";
    private static final Duration UNTIL_LOCKED = Duration.ofSeconds(10);

    private final CacheKey key;
    private final int patchesPerPart;
    private final MappedByteBuffer[] parts;

    private PatchCache(CacheKey key, FileChannel file) throws IOException {
        this.key = key;
        patchesPerPart = (int) (LARGEST_PART / key.patchBytes());
        parts = new MappedByteBuffer[(key.patches() + patchesPerPart - 1) / patchesPerPart];
        for (int i = 0; i < parts.length; i++) {
            long from = (long) i * patchesPerPart * key.patchBytes();
            long size = Math.min((long) patchesPerPart * key.patchBytes(), key.bytes() - from);
            parts[i] = file.map(FileChannel.MapMode.READ_ONLY, from, size);
        }
    }

    /**
     * Opens the cache of a key, decoding the patches when it is not there yet.
     *
     * @param folder is made when it does not exist
     * @throws IOException when the source fails
     * @throws io.cancernet.common.error.DomainException when a patch cannot be decoded or is missing, naming its row;
     *     nothing is left behind then
     */
    public static PatchCache openOrFill(Path folder, CacheKey key, PatchSource source) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(key.fileName());
        Optional<PatchCache> whole = open(file, key);
        return whole.isPresent() ? whole.get() : fill(file, key, source);
    }

    /**
     * Deletes what processes that died left half filled.
     *
     * @param folder that exists
     */
    public static void deleteForsaken(Path folder) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*" + PART)) {
            for (Path part : parts) {
                if (isForsaken(part)) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /** Who fills a file holds its lock, but for the moment after it was made; the system drops the locks of the dead. */
    private static boolean isForsaken(Path part) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            Instant written = Files.getLastModifiedTime(part).toInstant();
            return lock != null && written.plus(UNTIL_LOCKED).isBefore(Instant.now());
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /** Until the channel is closed, or the process ends. Without it half a file stays that nobody finishes, no more. */
    private static void lock(FileChannel channel) {
        try {
            channel.lock();
        } catch (IOException e) {
            LOG.warnf("the patch cache lies on a file system without locks: %s", e.getMessage());
        }
    }

    /**
     * The cache, if it is there and whole; its age begins anew, since the least recently used are the first to go.
     * Another process may delete the file at any time: what is mapped stays.
     */
    private static Optional<PatchCache> open(Path file, CacheKey key) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() != key.bytes()) {
                return Optional.empty();
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(new PatchCache(key, channel));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static PatchCache fill(Path file, CacheKey key, PatchSource source) throws IOException {
        Path part = Files.createTempFile(file.getParent(), file.getFileName().toString(), PART);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            lock(channel);
            try (CacheFiller filler = new CacheFiller(key, new PatchImageCodec(), channel)) {
                source.forEach(filler);
                filler.finish();
            }
            PatchCache cache = new PatchCache(key, channel);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return cache;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public int count() {
        return key.patches();
    }

    @Override
    public int width() {
        return key.width();
    }

    @Override
    public int height() {
        return key.height();
    }

    @Override
    public void read(int row, byte[] into) {
        ByteBuffer part = parts[row / patchesPerPart];
        part.get(row % patchesPerPart * key.patchBytes(), into, 0, key.patchBytes());
    }
}
