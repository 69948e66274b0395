package io.cancernet.dataset.upload;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.dataset.work.WorkDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** Uploads in the body of one request, which pass through this service. */
@ApplicationScoped
public class BodyUploads {

    private static final int BUFFER = 1 << 16;

    private final UploadRepository uploads;
    private final ObjectStore store;
    private final UploadConfig config;
    private final WorkDirectory work;
    private final Clock clock = Clock.systemUTC();

    BodyUploads(UploadRepository uploads, ObjectStore store, UploadConfig config, WorkDirectory work) {
        this.uploads = uploads;
        this.store = store;
        this.config = config;
        this.work = work;
    }

    /** Keeps what the stream holds. @throws DomainException {@code archive-too-large} */
    public Upload keep(String fileName, InputStream content) {
        FileEnding ending = FileEnding.of(fileName);
        Path file = WorkFiles.create(work.path(), ending);
        try {
            MessageDigest digest = Hashes.newSha256();
            long size = copy(new DigestInputStream(content, digest), file);
            Upload upload = upload(ending, size, new Sha256(HexFormat.of().formatHex(digest.digest())));
            uploads.add(upload);
            store.put(upload.key(), file, "application/octet-stream");
            uploads.complete(upload.uploadId());
            return upload.completed();
        } catch (IOException e) {
            throw new UncheckedIOException("the upload broke off: " + e.getMessage(), e);
        } finally {
            WorkFiles.delete(file);
        }
    }

    private Upload upload(FileEnding ending, long size, Sha256 sha256) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UploadId id = new UploadId(Identifiers.stamped(now));
        return new Upload(id, ending, size, sha256, null, size, UploadState.OPEN, now);
    }

    private long copy(InputStream content, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                total += read;
                if (total > config.maxBytes()) {
                    throw new DomainException(
                            ErrorCode.ARCHIVE_TOO_LARGE,
                            "The archive has more than %d bytes. Split it, or raise cancernet.upload.max-bytes."
                                    .formatted(config.maxBytes()));
                }
                out.write(buffer, 0, read);
            }
            return total;
        }
    }
}
