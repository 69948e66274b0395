package io.cancernet.dataset.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this process alone, for what it holds on disk for a while. The system drops the lock beside it when the
 * process ends in whatever way; whoever comes next removes what is no longer locked. Several processes may share the
 * folder that these lie in.
 */
public final class WorkDirectory implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WorkDirectory.class);
    private static final String PREFIX = "cancernet-work-";
    private static final String LOCK = ".lock";

    private final Path path;
    private final FileChannel lock;

    private WorkDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes one, and removes those of processes that are gone. */
    public static WorkDirectory in(Path parent) {
        try {
            Files.createDirectories(parent);
            sweep(parent);
            while (true) {
                WorkDirectory made = make(parent.resolve(PREFIX + UUID.randomUUID()));
                if (made != null) {
                    return made;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the work directory cannot be made", e);
        }
    }

    public Path path() {
        return path;
    }

    /** Removes it with all that is in it. */
    @Override
    public void close() {
        try {
            remove(path, lock);
        } catch (IOException e) {
            LOG.warnf("the work directory stays behind: %s", e.getMessage());
        }
    }

    /** Locked before it is made, so that there is never one without a lock. */
    private static @Nullable WorkDirectory make(Path path) throws IOException {
        Path lockFile = lockOf(path);
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            FileLock unused = channel.lock();
            if (Files.exists(lockFile)) {
                return new WorkDirectory(Files.createDirectory(path), channel);
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        // Another process took the unlocked file for one that was left behind.
        channel.close();
        return null;
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, PREFIX + "*" + LOCK)) {
            for (Path lockFile : locks) {
                String name = String.valueOf(lockFile.getFileName());
                Path left = parent.resolve(name.substring(0, name.length() - LOCK.length()));
                Optional<FileChannel> lock = tryLock(lockFile);
                if (lock.isPresent()) {
                    LOG.info("what a process that is gone left in the work directory is removed");
                    remove(left, lock.get());
                }
            }
        }
    }

    private static Optional<FileChannel> tryLock(Path lockFile) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Of this very process.
        }
        channel.close();
        return Optional.empty();
    }

    private static void remove(Path path, FileChannel lock) throws IOException {
        try (lock) {
            TemporaryFolder.delete(path);
            Files.deleteIfExists(lockOf(path));
        }
    }

    private static Path lockOf(Path path) {
        return path.resolveSibling(path.getFileName() + LOCK);
    }
}
