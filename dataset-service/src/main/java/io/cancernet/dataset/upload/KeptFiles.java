package io.cancernet.dataset.upload;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.dataset.source.LocalFileBytes;
import io.cancernet.dataset.work.WorkDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Uploaded files as ingests see them: kept in the object store, where any replica finds them, until they are ingested. */
@ApplicationScoped
public class KeptFiles {

    private static final Logger LOG = Logger.getLogger(KeptFiles.class);

    private final UploadRepository uploads;
    private final MultipartStore multiparts;
    private final ObjectStore store;
    private final WorkDirectory work;

    KeptFiles(UploadRepository uploads, MultipartStore multiparts, ObjectStore store, WorkDirectory work) {
        this.uploads = uploads;
        this.multiparts = multiparts;
        this.store = store;
        this.work = work;
    }

    /**
     * An upload, for somebody who is about to ingest it.
     *
     * @throws DomainException {@code upload-invalid} when it is not there or not complete
     */
    public Upload require(UploadId id) {
        Optional<Upload> found = uploads.touch(id, UploadState.COMPLETE) ? uploads.find(id) : Optional.empty();
        return found.orElseThrow(() -> new DomainException(
                ErrorCode.UPLOAD_INVALID,
                "There is no complete upload %s. Complete it first, or upload the file again.".formatted(id)));
    }

    /**
     * A copy of an uploaded file on this machine, which is gone when it is closed.
     *
     * @throws DomainException {@code source-unreadable} when the upload is gone
     */
    public LocalFileBytes open(URI uri) {
        Upload upload = UploadId.in(uri).flatMap(uploads::find).orElseThrow(() -> gone(null));
        Path copy = WorkFiles.create(work.path(), upload.ending());
        try (InputStream in = store.open(upload.key());
                OutputStream out = Files.newOutputStream(copy)) {
            in.transferTo(out);
            return LocalFileBytes.openTemporary(copy, "upload." + upload.ending());
        } catch (ObjectNotFoundException e) {
            WorkFiles.delete(copy);
            throw gone(e);
        } catch (IOException e) {
            WorkFiles.delete(copy);
            throw new Outage("cannot fetch the uploaded file: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            WorkFiles.delete(copy);
            throw e;
        }
    }

    /**
     * Forgets a file whose ingest has ended, unless another ingest reads it. One that came in parts stays for a while
     * when it was rejected, so that it can be ingested with what was missing. A failure leaves it to the sweep.
     */
    public void forget(UploadId id, boolean rejected) {
        try {
            boolean cameInParts = uploads.find(id).map(Upload::multipart).isPresent();
            if (!rejected || !cameInParts) {
                discard(id);
            }
        } catch (RuntimeException e) {
            LOG.warnf("the upload %s stays behind for now: %s", id, e.getMessage());
        }
    }

    /** Removes a file unless an ingest reads it. @return whether it is removed */
    boolean discard(UploadId id) {
        if (!uploads.discard(id)) {
            return false;
        }
        uploads.find(id).ifPresent(this::remove);
        return true;
    }

    void remove(Upload upload) {
        multiparts.abort(upload.key(), upload.multipart());
        store.delete(upload.key());
        uploads.remove(upload.uploadId());
    }

    private static DomainException gone(@Nullable Throwable cause) {
        String message = "The uploaded file is gone. Upload it again.";
        return cause == null
                ? new DomainException(ErrorCode.SOURCE_UNREADABLE, message)
                : new DomainException(ErrorCode.SOURCE_UNREADABLE, message, cause);
    }
}
