package io.cancernet.training.data;

import io.cancernet.common.image.PatchImageCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * Decoded patches in a memory-mapped file, made once for a manifest and an input size.
 *
 * <p>The file is filled under another name and renamed when it is whole, so a cache that is there is a cache that is
 * complete. Its pages belong to the operating system: they may be dropped and read again, and weigh nothing on the
 * heap.
 */
public final class PatchCache implements PatchPixels {

    /** A mapping holds at most 2 GiB, so that a large cache is mapped in parts. */
    private static final long LARGEST_PART = 1L << 30;

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
        if (!renewed(file, key)) {
            fill(file, key, source);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new PatchCache(key, channel);
        }
    }

    /** Whether a whole cache is there; its age begins anew, since the least recently used are the first to go. */
    private static boolean renewed(Path file, CacheKey key) throws IOException {
        try {
            if (Files.size(file) != key.bytes()) {
                return false;
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void fill(Path file, CacheKey key, PatchSource source) throws IOException {
        Path part = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                    CacheFiller filler = new CacheFiller(key, new PatchImageCodec(), channel)) {
                source.forEach(filler);
                filler.finish();
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
