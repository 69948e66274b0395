package io.cancernet.dataset.source;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder with everything below it. Symbolic links are listed but never followed, so nothing outside is read. */
final class FolderSource implements PatchSource {

    private final Path root;
    private final List<SourceFile> files;

    private FolderSource(Path root, List<SourceFile> files) {
        this.root = root;
        this.files = List.copyOf(files);
    }

    static FolderSource open(Path root, SourceLimits limits) {
        Listing listing = new Listing(root, limits);
        try {
            Files.walkFileTree(root, listing);
        } catch (IOException e) {
            throw new DomainException(
                    ErrorCode.SOURCE_UNREADABLE,
                    "The folder cannot be listed. Check that it is there and that the service may read it.",
                    e);
        }
        return new FolderSource(root, listing.files);
    }

    @Override
    public List<SourceFile> files() {
        return files;
    }

    @Override
    public byte[] read(SourceFile file) throws IOException {
        try (InputStream in = Files.newInputStream(root.resolve(file.name()), LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(Math.toIntExact(file.size()) + 1);
            if (bytes.length != file.size()) {
                throw new IOException("its size changed while it was read");
            }
            return bytes;
        }
    }

    @Override
    public void close() {
        // A folder holds nothing open.
    }

    private static final class Listing extends SimpleFileVisitor<Path> {

        private final List<SourceFile> files = new ArrayList<>();
        private final Path root;
        private final SourceLimits limits;
        private long total;

        Listing(Path root, SourceLimits limits) {
            this.root = root;
            this.limits = limits;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            add(file, attributes.size(), obstacle(attributes));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (file.equals(root)) {
                throw failure;
            }
            add(file, 0, "it cannot be opened: " + failure.getMessage());
            return FileVisitResult.CONTINUE;
        }

        private static @Nullable String obstacle(BasicFileAttributes attributes) {
            if (attributes.isSymbolicLink()) {
                return "it is a symbolic link, which is not followed";
            }
            return attributes.isRegularFile() ? null : "it is no regular file";
        }

        private void add(Path file, long size, @Nullable String obstacle) {
            String name = root.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), "/");
            files.add(new SourceFile(files.size(), name, size, obstacle));
            total += size;
            limits.checkFiles(files.size());
            limits.checkTotal(total);
        }
    }
}
