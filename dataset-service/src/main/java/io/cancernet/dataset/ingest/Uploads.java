package io.cancernet.dataset.ingest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jboss.logging.Logger;

/** Uploaded archives: kept in the object store, where any replica finds them, until their ingest has ended. */
final class Uploads {

    private static final Logger LOG = Logger.getLogger(Uploads.class);
    private static final int BUFFER = 1 << 16;

    private final ObjectStore store;
    private final Path workDirectory;
    private final long maxBytes;

    Uploads(ObjectStore store, Path workDirectory, long maxBytes) {
        this.store = store;
        this.workDirectory = workDirectory;
        this.maxBytes = maxBytes;
    }

    /** Stores what the stream holds. @throws DomainException {@code archive-too-large} when that is too much */
    void keep(IngestId ingest, InputStream archive) {
        Path file = temporaryFile();
        try {
            copy(archive, file);
            store.put(ObjectKeys.upload(ingest), file, "application/zip");
        } catch (IOException e) {
            throw new UncheckedIOException("the upload broke off: " + e.getMessage(), e);
        } finally {
            delete(file);
        }
    }

    /** Copies a kept archive into a temporary file, which the caller deletes. */
    Path fetch(IngestId ingest) {
        Path file = temporaryFile();
        try (InputStream in = store.open(ObjectKeys.upload(ingest))) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            delete(file);
            throw new Outage("cannot fetch the uploaded archive: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    /** Forgets a kept archive. A failure leaves it behind and is logged: the ingest has ended all the same. */
    void forget(IngestId ingest) {
        try {
            store.delete(ObjectKeys.upload(ingest));
        } catch (RuntimeException e) {
            LOG.warnf("the archive %s stays behind: %s", ObjectKeys.upload(ingest), e.getMessage());
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("the temporary file %s stays behind: %s", file, e.getMessage());
        }
    }

    private void copy(InputStream archive, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int read = archive.read(buffer); read >= 0; read = archive.read(buffer)) {
                total += read;
                if (total > maxBytes) {
                    throw new DomainException(
                            ErrorCode.ARCHIVE_TOO_LARGE,
                            "The archive has more than %d bytes. Split it, or raise cancernet.ingest.max-upload-bytes."
                                    .formatted(maxBytes));
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private Path temporaryFile() {
        try {
            return Files.createTempFile(workDirectory, "upload-", ".zip");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
