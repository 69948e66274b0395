package io.cancernet.training.learning;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import io.cancernet.training.data.PatchCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Keeps the decoded patches of earlier runs within bounds. */
final class CacheSpace {

    private static final Logger LOG = Logger.getLogger(CacheSpace.class);
    private static final String WHOLE = ".rgb";
    private static final long MEGA = 1_000_000;

    private CacheSpace() {}

    /**
     * Deletes the oldest caches until the rest fits; the newest always stays. A file that a run has mapped keeps its
     * bytes until the run ends.
     */
    static void evict(Path folder, long mostBytes) {
        try {
            List<Cache> newestFirst = caches(folder);
            long kept = 0;
            for (int i = 0; i < newestFirst.size(); i++) {
                Cache cache = newestFirst.get(i);
                kept += cache.bytes();
                if (i > 0 && kept > mostBytes) {
                    Files.deleteIfExists(cache.file());
                    kept -= cache.bytes();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("old patch caches could not be deleted: %s", e.getMessage());
        }
    }

    /**
     * Makes room for a cache that is to be written: deletes what dead processes left, and older caches as far as it takes.
     *
     * @param free bytes that can be written in the folder
     * @throws DomainException when there is not enough even then
     */
    static void require(Path folder, String name, long bytes, LongSupplier free) {
        try {
            Files.createDirectories(folder);
            if (Files.exists(folder.resolve(name))) {
                return;
            }
            PatchCache.deleteForsaken(folder);
            List<Cache> newestFirst = caches(folder);
            for (int i = newestFirst.size() - 1; i >= 0 && free.getAsLong() < bytes; i--) {
                Files.deleteIfExists(newestFirst.get(i).file());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the patch cache cannot be looked at", e);
        }
        if (free.getAsLong() < bytes) {
            throw new DomainException(
                    ErrorCode.DISK_FULL,
                    "the decoded patches need %,d MB and cancernet.training.cache-dir has %,d MB left; make room or set it to a larger disk"
                            .formatted(bytes / MEGA, free.getAsLong() / MEGA));
        }
    }

    /** Bytes that can be written in a folder. */
    static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("the patch cache cannot be looked at", e);
        }
    }

    /** Deletes what was decoded for a manifest, unfinished files too. */
    static void forget(Path folder, Sha256 manifest) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(manifest + "-"))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a cache of erased patches cannot be deleted", e);
        }
    }

    private static List<Cache> caches(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(WHOLE))
                    .map(Cache::of)
                    .sorted(Comparator.comparing(Cache::modified).reversed())
                    .toList();
        }
    }

    /** A cache file. */
    private record Cache(Path file, long bytes, FileTime modified) {

        static Cache of(Path file) {
            try {
                return new Cache(file, Files.size(file), Files.getLastModifiedTime(file));
            } catch (NoSuchFileException e) {
                return new Cache(file, 0, FileTime.fromMillis(0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
