package io.cancernet.dataset.upload;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way into the object store, or kept there until it is ingested.
 *
 * @param size bytes that the client announced
 * @param sha256 absent when the client did not state it
 * @param multipart what the object store calls the multipart upload; absent for a file that came in a request's body
 * @param partBytes length of each part but the last
 */
public record Upload(
        UploadId uploadId,
        FileEnding ending,
        long size,
        @Nullable Sha256 sha256,
        @Nullable String multipart,
        long partBytes,
        UploadState state,
        Instant createdAt) {

    /** The prefix of all keys. */
    static final String PREFIX = "uploads/";

    public Upload {
        if (size < 1) {
            throw new IllegalArgumentException("an upload has at least one byte: %d".formatted(size));
        }
        if (partBytes < 1) {
            throw new IllegalArgumentException("a part has at least one byte: %d".formatted(partBytes));
        }
    }

    /** Where it lies in the object store. */
    public String key() {
        return PREFIX + uploadId + "." + ending;
    }

    /** What an ingest calls it; the ending tells what it may be. */
    public URI uri() {
        return URI.create(UploadId.SCHEME + ":" + uploadId + "." + ending);
    }

    /** Number of parts. */
    public int parts() {
        return Math.toIntExact((size + partBytes - 1) / partBytes);
    }

    /**
     * Bytes of a part.
     *
     * @param number counts from 1
     */
    public long length(int number) {
        return number == parts() ? size - (number - 1) * partBytes : partBytes;
    }

    Upload withMultipart(String begun) {
        return new Upload(uploadId, ending, size, sha256, begun, partBytes, state, createdAt);
    }

    Upload completed() {
        return new Upload(uploadId, ending, size, sha256, multipart, partBytes, UploadState.COMPLETE, createdAt);
    }

    /** The parts in order. @throws DomainException {@code upload-invalid} unless each is there once */
    List<PartTag> requireAll(List<PartTag> sent) {
        List<PartTag> ordered =
                sent.stream().sorted(Comparator.comparingInt(PartTag::number)).toList();
        boolean whole = ordered.size() == parts()
                && IntStream.range(0, ordered.size())
                        .allMatch(i -> ordered.get(i).number() == i + 1);
        if (!whole) {
            throw new DomainException(
                    ErrorCode.UPLOAD_INVALID,
                    "The upload has %d parts, numbered from 1; %d were named. Name each once, with its ETag."
                            .formatted(parts(), sent.size()));
        }
        return ordered;
    }
}
