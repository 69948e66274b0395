package io.cancernet.dataset.upload;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Uploads in parts: the client sends them to the object store itself, and this service checks what came. */
@ApplicationScoped
public class Uploads {

    /** Addresses that are given out at once. */
    public static final int MAX_ADDRESSES = 1000;

    private static final int MAX_PARTS = 10_000;
    private static final long MIB = 1 << 20;

    private final UploadRepository uploads;
    private final MultipartStore store;
    private final UploadCheck check;
    private final KeptFiles files;
    private final UploadConfig config;
    private final Clock clock = Clock.systemUTC();

    Uploads(UploadRepository uploads, MultipartStore store, UploadCheck check, KeptFiles files, UploadConfig config) {
        this.uploads = uploads;
        this.store = store;
        this.check = check;
        this.files = files;
        this.config = config;
    }

    /** Begins an upload. @throws DomainException {@code upload-invalid} when it is too long */
    public Upload begin(String fileName, long size, @Nullable Sha256 sha256) {
        if (size > config.maxBytes()) {
            throw new DomainException(
                    ErrorCode.UPLOAD_INVALID,
                    "The file has %d bytes, more than the %d that are taken. Raise cancernet.upload.max-bytes."
                            .formatted(size, config.maxBytes()));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Upload upload = new Upload(
                new UploadId(Identifiers.stamped(now)),
                FileEnding.of(fileName),
                size,
                sha256,
                null,
                partBytes(size, config.partBytes()),
                UploadState.OPEN,
                now);
        // The row comes first, so that no multipart upload is ever without one, even after a kill in between.
        uploads.add(upload);
        Upload begun = upload.withMultipart(store.begin(upload.key()));
        uploads.begun(begun);
        return begun;
    }

    /** One upload. @throws DomainException {@code not-found} */
    public Upload get(UploadId id) {
        return uploads.find(id)
                .filter(upload -> upload.state() != UploadState.DELETING)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "There is no upload %s; it may have expired. POST /api/v1/uploads begins one.".formatted(id)));
    }

    /** The parts from a number on, with addresses to send them to. */
    public List<UploadPart> parts(UploadId id, int from, int count) {
        Upload upload = get(id);
        if (count < 1 || count > MAX_ADDRESSES) {
            throw new IllegalArgumentException("count must lie between 1 and %d: %d".formatted(MAX_ADDRESSES, count));
        }
        if (from < 1 || from > upload.parts()) {
            throw new IllegalArgumentException("from must lie between 1 and %d: %d".formatted(upload.parts(), from));
        }
        String multipart = upload.multipart();
        if (multipart == null || !uploads.touch(id, UploadState.OPEN)) {
            throw new DomainException(ErrorCode.CONFLICT, "The upload %s is complete already.".formatted(id));
        }
        return IntStream.rangeClosed(from, Math.min(upload.parts(), from + count - 1))
                .mapToObj(number -> new UploadPart(
                        number,
                        (number - 1) * upload.partBytes(),
                        upload.length(number),
                        store.address(upload.key(), multipart, number, config.urlValid())))
                .toList();
    }

    /**
     * Puts the parts together and checks the file; a repeat changes nothing. A file that is not what was announced is
     * removed.
     *
     * @throws DomainException {@code upload-invalid}
     */
    public Upload complete(UploadId id, List<PartTag> parts) {
        Upload upload = get(id);
        String multipart = upload.multipart();
        if (multipart == null || upload.state() == UploadState.COMPLETE) {
            return upload;
        }
        List<PartTag> ordered = upload.requireAll(parts);
        uploads.touch(id, UploadState.OPEN);
        store.complete(upload.key(), multipart, ordered);
        try {
            check.requireAsAnnounced(upload);
        } catch (ObjectNotFoundException e) {
            throw new DomainException(
                    ErrorCode.UPLOAD_INVALID,
                    "The object store has no such parts: they were not sent, or the upload was aborted. Send them again, or begin another upload.",
                    e);
        } catch (DomainException e) {
            files.discard(id);
            throw e;
        }
        uploads.complete(id);
        return get(id);
    }

    /**
     * Removes it; one that is not there is no error.
     *
     * @throws DomainException {@code conflict} while an ingest reads it
     */
    public void abort(UploadId id) {
        if (uploads.find(id).isPresent() && !files.discard(id)) {
            throw new DomainException(
                    ErrorCode.CONFLICT, "The upload %s is being ingested and goes when that has ended.".formatted(id));
        }
    }

    /** Whole mebibytes, so many that the parts are few enough. */
    static long partBytes(long size, long wanted) {
        long least = (size + MAX_PARTS - 1) / MAX_PARTS;
        return least <= wanted ? wanted : (least + MIB - 1) / MIB * MIB;
    }
}
