package io.cancernet.training.learning;

import io.cancernet.common.id.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Keeps the decoded patches of earlier runs within bounds. */
final class CacheSpace {

    private static final Logger LOG = Logger.getLogger(CacheSpace.class);
    private static final String WHOLE = ".rgb";

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
