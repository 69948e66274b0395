package io.cancernet.backup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A backup that is being made. What is new lies beside what the folder's earlier backup needs; the new list takes the
 * earlier one's place last and in one step, so that a backup that fails leaves the earlier one as it was.
 */
public final class BackupDraft implements Closeable {

    private final BackupFolder folder;
    private final Path incoming;
    private final FileChannel lock;

    private BackupDraft(BackupFolder folder, Path incoming, FileChannel lock) {
        this.folder = folder;
        this.incoming = incoming;
        this.lock = lock;
    }

    /** Takes the folder for itself: two backups at once would remove each other's rows. */
    static BackupDraft in(BackupFolder folder, Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new BackupException("another backup is being made in " + path + ": wait until it has ended");
        }
        BackupDraft draft = new BackupDraft(folder, Files.createDirectories(path.resolve("incoming")), channel);
        draft.removeUnfinished();
        return draft;
    }

    /** A file to write into before its hash is known. */
    public Path incoming() throws IOException {
        return Files.createTempFile(incoming, "", "");
    }

    /** Whether the folder has the bytes with this hash. */
    public boolean has(String sha256) {
        return Files.exists(folder.bytes(sha256));
    }

    public void keepBytes(Path written, String sha256) throws IOException {
        move(written, folder.bytes(sha256));
    }

    public void keepRows(Path written, TableCopy table) throws IOException {
        move(written, folder.rows(table));
    }

    /** Makes this the folder's backup, and removes the rows of the one before. */
    public void complete(BackupContents contents) throws IOException {
        Path list = incoming();
        folder.write(contents, list);
        move(list, folder.list());
        Set<Path> named = new HashSet<>();
        contents.database().tables().forEach(table -> named.add(folder.rows(table)));
        for (Path file : files(folder.allRows())) {
            if (!named.contains(file)) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            removeUnfinished();
        }
    }

    private void removeUnfinished() throws IOException {
        for (Path file : files(incoming)) {
            Files.delete(file);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Path> files(Path below) throws IOException {
        if (!Files.exists(below)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ofThisProgram) {
            return null;
        }
    }
}
