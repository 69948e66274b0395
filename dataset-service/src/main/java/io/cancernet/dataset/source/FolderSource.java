package io.cancernet.dataset.source;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A folder with everything below it. Symbolic links are listed but never followed, so nothing outside is read. */
final class FolderSource implements PatchSource {

    private final Path root;
    private final SourceLimits limits;
    private final Listing listing;

    private FolderSource(Path root, SourceLimits limits, Listing listing) {
        this.root = root;
        this.limits = limits;
        this.listing = listing;
    }

    static FolderSource open(Path root, SourceLimits limits) {
        try {
            return new FolderSource(root, limits, Listing.of(root, limits));
        } catch (IOException e) {
            throw new DomainException(
                    ErrorCode.SOURCE_UNREADABLE,
                    "The folder cannot be listed. Check that it is there and that the service may read it.",
                    e);
        }
    }

    @Override
    public List<SourceFile> files() {
        return Collections.unmodifiableList(listing.files);
    }

    @Override
    public boolean isArchive() {
        return false;
    }

    @Override
    public byte[] read(SourceFile file) throws IOException {
        Path path = root.resolve(file.name());
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(Math.toIntExact(file.size()) + 1);
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (bytes.length != file.size() || !listing.states(file, now)) {
                throw new SourceChangedException("a file changed while the folder was read");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw SourceFaults.changed(e);
        } catch (IOException e) {
            throw SourceFaults.ofOneFile(e);
        }
    }

    @Override
    public void requireUnchanged() {
        try {
            if (!Listing.of(root, limits).equalsListing(listing)) {
                throw SourceFaults.changed(new SourceChangedException("files came, went or changed"));
            }
        } catch (IOException e) {
            throw SourceFaults.changed(e);
        }
    }

    @Override
    public void close() {
        // A folder holds nothing open.
    }

    private static final class Listing extends SimpleFileVisitor<Path> {

        private final List<SourceFile> files = new ArrayList<>();
        /** When each file was last written, in nanoseconds, by its index. */
        private long[] written = new long[1024];

        private final Path root;
        private final SourceLimits limits;
        private long total;

        Listing(Path root, SourceLimits limits) {
            this.root = root;
            this.limits = limits;
        }

        static Listing of(Path root, SourceLimits limits) throws IOException {
            Listing listing = new Listing(root, limits);
            Files.walkFileTree(root, listing);
            return listing;
        }

        boolean states(SourceFile file, BasicFileAttributes now) {
            return now.size() == file.size() && nanoseconds(now) == written[file.index()];
        }

        /** Whether both have the same files, written at the same times; the order within a folder may change. */
        boolean equalsListing(Listing other) {
            List<SourceFile> mine = byName();
            List<SourceFile> others = other.byName();
            boolean same = mine.size() == others.size();
            for (int i = 0; same && i < mine.size(); i++) {
                SourceFile a = mine.get(i);
                SourceFile b = others.get(i);
                same = a.name().equals(b.name())
                        && a.size() == b.size()
                        && written[a.index()] == other.written[b.index()];
            }
            return same;
        }

        private List<SourceFile> byName() {
            return files.stream().sorted(Comparator.comparing(SourceFile::name)).toList();
        }

        private static long nanoseconds(BasicFileAttributes file) {
            return file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            add(file, attributes.size(), nanoseconds(attributes), obstacle(attributes));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (file.equals(root)) {
                throw failure;
            }
            add(file, 0, 0, "it cannot be opened: " + failure.getMessage());
            return FileVisitResult.CONTINUE;
        }

        private static @Nullable String obstacle(BasicFileAttributes attributes) {
            if (attributes.isSymbolicLink()) {
                return "it is a symbolic link, which is not followed";
            }
            return attributes.isRegularFile() ? null : "it is no regular file";
        }

        private void add(Path file, long size, long lastWritten, @Nullable String obstacle) {
            String name = root.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), "/");
            if (files.size() == written.length) {
                written = Arrays.copyOf(written, written.length * 2);
            }
            written[files.size()] = lastWritten;
            files.add(new SourceFile(files.size(), name, size, obstacle));
            total += size;
            limits.checkFiles(files.size());
            limits.checkTotal(total);
        }
    }
}
