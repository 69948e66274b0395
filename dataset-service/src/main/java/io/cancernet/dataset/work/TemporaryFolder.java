package io.cancernet.dataset.work;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder for the files of one slide, which goes with all of them when it is closed. */
public final class TemporaryFolder implements AutoCloseable {

    private final Path path;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    public static TemporaryFolder in(Path workDirectory) {
        try {
            return new TemporaryFolder(Files.createTempDirectory(workDirectory, "slide-"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder can be made in the work directory", e);
        }
    }

    /**
     * Where the file of a name goes; folders on the way are made.
     *
     * @param name a path below the folder, with slashes
     * @throws DomainException {@code unsafe-archive-path} when it leaves the folder
     */
    public Path place(String name) {
        try {
            Path place = path.resolve(name).normalize();
            if (place.equals(path) || !place.startsWith(path)) {
                throw unsafe(null);
            }
            Path folder = place.getParent();
            return folder == null
                    ? place
                    : Files.createDirectories(folder).resolve(String.valueOf(place.getFileName()));
        } catch (InvalidPathException e) {
            throw unsafe(e);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder can be made in the work directory", e);
        }
    }

    private static DomainException unsafe(@Nullable Exception cause) {
        String message =
                "One of the slide's files has a name that leads out of its folder. Give all of them plain names.";
        return cause == null
                ? new DomainException(ErrorCode.UNSAFE_ARCHIVE_PATH, message)
                : new DomainException(ErrorCode.UNSAFE_ARCHIVE_PATH, message, cause);
    }

    @Override
    public void close() {
        try {
            delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("a folder of the work directory cannot be removed", e);
        }
    }

    /** Removes a folder with all below it; links go, what they lead to stays. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
