package io.cancernet.local.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds everything of one stack, locked while it is open.
 *
 * <p>Below it: {@code stack} (Kafka, Postgres, object store), {@code logs}, {@code cache}, {@code pseudonym-key}.
 */
final class DataDirectory implements AutoCloseable {

    private static final int KEY_BYTES = 32;

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws StackException when another stack runs on it */
    static DataDirectory open(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.createDirectories(directory.resolve("logs"));
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StackException("the data directory " + directory
                        + " is in use by another cancernet: stop that one, or choose another with --data-dir");
            }
            return new DataDirectory(directory, channel, lock);
        } catch (IOException e) {
            throw new StackException("cannot use the data directory " + directory + ": " + e.getMessage(), e);
        }
    }

    Path stack() {
        return directory.resolve("stack");
    }

    Path log(String name) {
        return directory.resolve("logs").resolve(name + ".log");
    }

    Path cache(String name) {
        return directory.resolve("cache").resolve(name);
    }

    /** The key that turns hospital identities into pseudonyms: made once, readable by its owner alone. */
    String pseudonymKey() {
        Path file = directory.resolve("pseudonym-key");
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(key);
                Path draft = directory.resolve("pseudonym-key.new");
                Files.deleteIfExists(draft);
                Files.createFile(
                        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(draft, HexFormat.of().formatHex(key));
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StackException("cannot keep the pseudonym key in " + file + ": " + e.getMessage(), e);
        }
    }

    /** The process of Postgres that works on a directory's data, which detaches itself from the one that starts it. */
    static Optional<Long> postmaster(Path directory) {
        Path file = directory.resolve("stack/postgres/data/postmaster.pid");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().map(line -> Long.parseLong(line.strip()));
        } catch (IOException | NumberFormatException notThere) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            // The end of the process releases it too.
            System.err.println("could not release the lock of " + directory + ": " + e.getMessage());
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }
}
