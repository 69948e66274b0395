package io.cancernet.dataset.source;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens what a URI names: inside the allowed roots of this machine, or in a remote store that allows it. */
public final class Sources {

    private final List<Path> allowedRoots;
    private final SourceLimits limits;
    private final List<RemoteStore> stores;

    public Sources(List<Path> allowedRoots, SourceLimits limits) {
        this(allowedRoots, limits, List.of());
    }

    public Sources(List<Path> allowedRoots, SourceLimits limits, List<RemoteStore> stores) {
        this.allowedRoots = allowedRoots.stream()
                .map(root -> root.toAbsolutePath().normalize())
                .toList();
        this.limits = limits;
        this.stores = List.copyOf(stores);
    }

    /**
     * Checks that a URI may be read, without saying whether anything is there.
     *
     * @throws DomainException {@code source-not-allowed}, {@code invalid-request}
     */
    public void requireAllowed(URI uri) {
        Optional<RemoteStore> store = store(uri);
        if (store.isPresent()) {
            store.get().requireAllowed(uri);
            return;
        }
        Path path = path(uri);
        if (Files.exists(path)) {
            real(path);
        }
    }

    /** Opens a folder or archive. @throws DomainException when it is not allowed, not there, or refused as a whole */
    public PatchSource open(URI uri) {
        Optional<RemoteStore> store = store(uri);
        if (store.isPresent()) {
            return RemoteFiles.open(store.get(), uri, limits);
        }
        Path real = existing(uri);
        return Files.isDirectory(real) ? FolderSource.open(real, limits) : openArchive(real);
    }

    /**
     * Opens the files of a whole slide: the one that is named, with the folder of data that some formats keep beside it,
     * or those of a folder.
     *
     * @return in the order of their names, to be closed by the caller
     */
    public List<FileBytes> openFiles(URI uri) {
        Optional<RemoteStore> store = store(uri);
        if (store.isPresent()) {
            return RemoteFiles.openFiles(store.get(), uri, limits);
        }
        return SlideFolder.open(existing(uri), limits);
    }

    /** Whether a file begins as an archive, which no slide does. */
    public static boolean isArchive(FileBytes file) throws IOException {
        return Archives.begins(file);
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

    private Optional<RemoteStore> store(URI uri) {
        return stores.stream().filter(each -> each.speaks(uri)).findFirst();
    }

    private Path path(URI uri) {
        if (!"file".equalsIgnoreCase(uri.getScheme())) {
            throw new DomainException(
                    ErrorCode.INVALID_REQUEST,
                    "The source's URI is of no kind that is read here. Name a folder or file as file:///..., s3://... or https://..., or upload one.");
        }
        try {
            // Letters beyond ASCII may stand in a URI as they are, but not in one that is made a path.
            Path path = Path.of(URI.create(uri.toASCIIString())).normalize();
            requireInside(path);
            return path;
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new DomainException(
                    ErrorCode.INVALID_REQUEST, "The source's URI is no path. Write file:///absolute/path.", e);
        }
    }

    private Path existing(URI uri) {
        Path path = path(uri);
        if (!Files.exists(path)) {
            throw unreadable("there is no such folder or file", new NoSuchFileException("source"));
        }
        Path real = real(path);
        if (!Files.isDirectory(real) && !Files.isRegularFile(real)) {
            // Opening a pipe waits for who writes into it, and every other ingest with it.
            throw unreadable("it is neither a folder nor a regular file", new FileSystemException("source"));
        }
        return real;
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
