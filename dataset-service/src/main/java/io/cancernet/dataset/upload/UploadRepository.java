package io.cancernet.dataset.upload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The record of uploads. Each method is one transaction. An upload in use is one that an unended ingest reads. */
public interface UploadRepository {

    void add(Upload upload);

    /** Notes what the object store calls an upload that was added before. */
    void begun(Upload upload);

    Optional<Upload> find(UploadId upload);

    /** Notes that somebody still wants it, which puts off its expiry. @return whether it is there in this state */
    boolean touch(UploadId upload, UploadState state);

    /** Marks an open one as complete. @return whether it was open */
    boolean complete(UploadId upload);

    /** Marks it for removal, unless it is in use. @return whether it is marked */
    boolean discard(UploadId upload);

    /**
     * Marks those for removal that nobody touched since a time and that are not in use, and those that were ingested.
     *
     * @return all that are marked
     */
    List<Upload> discardExpired(Instant untouchedSince);

    /** Forgets one that is removed. */
    void remove(UploadId upload);

    /** Those of the keys that no upload has. */
    Set<String> strangers(List<String> keys);
}
