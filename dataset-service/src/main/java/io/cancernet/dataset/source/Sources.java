package io.cancernet.dataset.source;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Opens what a {@code file:} URI names, inside the allowed roots only. */
public final class Sources {

    private final List<Path> allowedRoots;
    private final SourceLimits limits;

    public Sources(List<Path> allowedRoots, SourceLimits limits) {
        this.allowedRoots = allowedRoots.stream()
                .map(root -> root.toAbsolutePath().normalize())
                .toList();
        this.limits = limits;
    }

    /**
     * Checks that a URI may be read, without saying whether anything is there.
     *
     * @throws DomainException {@code source-not-allowed}, {@code invalid-request}
     */
    public void requireAllowed(URI uri) {
        Path path = path(uri);
        if (Files.exists(path)) {
            real(path);
        }
    }

    /** Opens a folder or archive. @throws DomainException when it is not allowed, not there, or refused as a whole */
    public PatchSource open(URI uri) {
        Path path = path(uri);
        if (!Files.exists(path)) {
            throw unreadable("there is no such folder or file", new NoSuchFileException("source"));
        }
        Path real = real(path);
        return Files.isDirectory(real) ? FolderSource.open(real, limits) : openArchive(real);
    }

    /**
     * Opens the files of a whole slide: the one that is named, with the folder of data that some formats keep beside it,
     * or those of a folder.
     *
     * @return in the order of their names, to be closed by the caller
     */
    public List<FileBytes> openFiles(URI uri) {
        Path path = path(uri);
        if (!Files.exists(path)) {
            throw unreadable("there is no such folder or file", new NoSuchFileException("source"));
        }
        return SlideFolder.open(real(path), limits);
    }

    /** Opens an archive by its bytes, which the source closes, or this when it refuses them. */
    public PatchSource openArchive(FileBytes archive) {
        return Archives.open(archive, limits);
    }

    private PatchSource openArchive(Path archive) {
        try {
            return openArchive(LocalFileBytes.open(archive, "archive"));
        } catch (IOException e) {
            throw unreadable("it cannot be opened", e);
        }
    }

    private Path path(URI uri) {
        if (!"file".equalsIgnoreCase(uri.getScheme())) {
            throw new DomainException(
                    ErrorCode.INVALID_REQUEST,
                    "The source is no file: URI. Name a folder or archive as file:///..., or upload one.");
        }
        try {
            Path path = Path.of(uri).normalize();
            requireInside(path);
            return path;
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new DomainException(
                    ErrorCode.INVALID_REQUEST, "The source's URI is no path. Write file:///absolute/path.", e);
        }
    }

    /** Links on the way are resolved, so that none leads outside. */
    private Path real(Path path) {
        try {
            Path real = path.toRealPath();
            requireInside(real);
            return real;
        } catch (IOException e) {
            throw unreadable("a folder on its path cannot be read", e);
        }
    }

    private void requireInside(Path path) {
        if (allowedRoots.stream().noneMatch(root -> path.startsWith(root) || path.startsWith(realRoot(root)))) {
            throw new DomainException(
                    ErrorCode.SOURCE_NOT_ALLOWED,
                    "The source lies outside the folders that this service may read. Add its folder to cancernet.ingest.allowed-roots, or upload it.");
        }
    }

    private static Path realRoot(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            return root;
        }
    }

    private static DomainException unreadable(String why, Exception cause) {
        return new DomainException(
                ErrorCode.SOURCE_UNREADABLE,
                "The source cannot be read: %s. Check the path on the machine that the service runs on.".formatted(why),
                cause);
    }
}
