package io.cancernet.dataset.ingest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.job.JobProgress;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.source.LocalFileBytes;
import io.cancernet.dataset.source.PatchSource;
import io.cancernet.dataset.source.SourceFile;
import io.cancernet.dataset.work.TemporaryFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies the files of whole slides to this machine: for readers that want them here, and out of archives. Copies lie in
 * the work directory until the slide is closed.
 */
final class Staging {

    private static final int BUFFER = 1 << 20;

    private final Path workDirectory;
    private final long maxBytes;

    /** @param maxBytes of all files of a slide */
    Staging(Path workDirectory, long maxBytes) {
        this.workDirectory = workDirectory;
        this.maxBytes = maxBytes;
    }

    /** The same slide from copies of its files; closing it closes the slide. */
    SlideSource copy(SlideSource slide, JobProgress work) throws IOException {
        List<FileBytes> files = slide.files().files();
        requireRoom(files.stream().mapToLong(FileBytes::length).sum());
        return staged(slide::requireUnchanged, slide::close, folder -> {
            for (FileBytes file : files) {
                folder.add(file.name(), out -> copy(file, out), work);
            }
        });
    }

    /** The slide that an archive holds; closing it closes the archive, as this does when it refuses. */
    SlideSource unpack(PatchSource archive, JobProgress work) throws IOException {
        try {
            List<SourceFile> files = archive.files().stream()
                    .filter(file -> !isLitter(file))
                    .sorted(Comparator.comparingInt(SourceFile::index))
                    .toList();
            requireRoom(files.stream().mapToLong(SourceFile::size).sum());
            return staged(archive::requireUnchanged, archive::close, folder -> {
                for (SourceFile file : files) {
                    requireReadable(file);
                    folder.add(file.name(), out -> unpack(archive, file, out), work);
                }
            });
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private SlideSource staged(Runnable requireUnchanged, Runnable closeOrigin, Filling filling) throws IOException {
        Folder folder = new Folder(TemporaryFolder.in(workDirectory));
        try {
            filling.fill(folder);
            return new SlideSource(folder.open(), requireUnchanged, () -> {
                folder.files.close();
                closeOrigin.run();
            });
        } catch (IOException | RuntimeException e) {
            folder.files.close();
            throw e;
        }
    }

    private void requireRoom(long bytes) {
        if (bytes > maxBytes) {
            throw new DomainException(
                    ErrorCode.ARCHIVE_TOO_LARGE,
                    "The slide has %d bytes and would have to be copied to this machine, which is done for %d at most. Put its files, unpacked, into a folder that the service can read, or raise cancernet.upload.max-bytes."
                            .formatted(bytes, maxBytes));
        }
    }

    private static void copy(FileBytes file, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long at = 0; at < file.length(); at += BUFFER) {
            int part = (int) Math.min(BUFFER, file.length() - at);
            file.read(at, buffer, 0, part);
            out.write(buffer, 0, part);
        }
    }

    private static void unpack(PatchSource archive, SourceFile file, OutputStream out) {
        try {
            archive.copy(file, out);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static void requireReadable(SourceFile file) {
        if (file.obstacle() != null) {
            throw damaged(null);
        }
    }

    private static DomainException damaged(@Nullable IOException cause) {
        String message =
                "The archive holds a slide that cannot be unpacked: an entry is damaged, encrypted or a link. Make the archive anew from the slide's files.";
        return cause == null
                ? new DomainException(ErrorCode.SOURCE_UNREADABLE, message)
                : new DomainException(ErrorCode.SOURCE_UNREADABLE, message, cause);
    }

    /** What desktops leave in folders and archives. */
    private static boolean isLitter(SourceFile file) {
        return file.name().startsWith("__MACOSX/") || file.fileName().startsWith(".");
    }

    @FunctionalInterface
    private interface Filling {
        void fill(Folder folder) throws IOException;
    }

    @FunctionalInterface
    private interface Writing {
        void write(OutputStream out) throws IOException;
    }

    /** Copies being made. */
    private static final class Folder {

        private final TemporaryFolder files;
        private final List<String> names = new ArrayList<>();

        Folder(TemporaryFolder files) {
            this.files = files;
        }

        void add(String name, Writing content, JobProgress work) throws IOException {
            try (OutputStream out = new WorkOutput(Files.newOutputStream(files.place(name)), work)) {
                content.write(out);
            }
            names.add(name);
        }

        List<FileBytes> open() throws IOException {
            List<FileBytes> open = new ArrayList<>();
            try {
                for (String name : names.stream().sorted().toList()) {
                    open.add(LocalFileBytes.open(files.place(name), name));
                }
                return open;
            } catch (IOException | RuntimeException e) {
                open.forEach(FileBytes::close);
                throw e;
            }
        }
    }

    /** A file of the work directory being written for as long as the worker may go on; its failures are not the source's. */
    private static final class WorkOutput extends OutputStream {

        private final OutputStream file;
        private final JobProgress work;

        WorkOutput(OutputStream file, JobProgress work) {
            this.file = file;
            this.work = work;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            WorkGate.requireGoingOn(work);
            try {
                file.write(bytes, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "a slide cannot be copied into the work directory: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
