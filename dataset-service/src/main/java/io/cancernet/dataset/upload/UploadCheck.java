package io.cancernet.dataset.upload;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Compares what was stored with what the client announced. */
@ApplicationScoped
class UploadCheck {

    private final MultipartStore multiparts;
    private final ObjectStore store;

    UploadCheck(MultipartStore multiparts, ObjectStore store) {
        this.multiparts = multiparts;
        this.store = store;
    }

    /**
     * Checks length and, where it was stated, hash.
     *
     * @throws DomainException {@code upload-invalid}
     * @throws io.cancernet.common.objectstore.ObjectNotFoundException when nothing is stored
     */
    void requireAsAnnounced(Upload upload) {
        long size = multiparts.size(upload.key());
        if (size != upload.size()) {
            throw new DomainException(
                    ErrorCode.UPLOAD_INVALID,
                    "The parts hold %d bytes together, %d were announced. Upload the file again."
                            .formatted(size, upload.size()));
        }
        if (upload.sha256() != null && !upload.sha256().equals(hash(upload.key()))) {
            throw new DomainException(
                    ErrorCode.UPLOAD_INVALID, "The file's sha256 is not the announced one. Upload the file again.");
        }
    }

    private Sha256 hash(String key) {
        MessageDigest digest = Hashes.newSha256();
        try (InputStream in = new DigestInputStream(store.open(key), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new Outage("cannot read the uploaded file: " + e.getMessage(), e);
        }
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }
}
