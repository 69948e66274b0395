package io.cancernet.dataset.ingest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.job.JobProgress;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.wholeslide.SlideFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The open files of one whole slide, closed together. */
final class SlideSource implements AutoCloseable {

    private static final int BUFFER = 1 << 20;

    private final List<FileBytes> files;
    private final Runnable requireOriginUnchanged;
    private final Runnable closeOrigin;

    SlideSource(List<FileBytes> files) {
        this(files, () -> {}, () -> {});
    }

    /**
     * A slide of copies.
     *
     * @param requireOriginUnchanged checks what they were made of
     * @param closeOrigin closes it, and removes the copies
     */
    SlideSource(List<FileBytes> files, Runnable requireOriginUnchanged, Runnable closeOrigin) {
        this.files = List.copyOf(files);
        this.requireOriginUnchanged = requireOriginUnchanged;
        this.closeOrigin = closeOrigin;
    }

    SlideFiles files() {
        return new SlideFiles(files);
    }

    /**
     * The hash of all bytes. That of several files is made of their hashes, so that neither names nor order matter.
     */
    Sha256 hash(JobProgress work) throws IOException {
        if (files.size() == 1) {
            return hash(files.get(0), work);
        }
        MessageDigest all = Hashes.newSha256();
        List<String> each = new ArrayList<>();
        for (FileBytes file : files) {
            each.add(hash(file, work).value());
        }
        each.stream().sorted().forEach(hash -> all.update((hash + "\n").getBytes(StandardCharsets.US_ASCII)));
        return new Sha256(HexFormat.of().formatHex(all.digest()));
    }

    /** @throws DomainException {@code source-changed} */
    void requireUnchanged() {
        requireOriginUnchanged.run();
        try {
            for (FileBytes file : files) {
                file.requireUnchanged();
            }
        } catch (IOException e) {
            throw changed(e);
        }
    }

    static DomainException changed(Exception cause) {
        return new DomainException(
                ErrorCode.SOURCE_CHANGED,
                "The slide changed or went away while it was read; nothing of it is stored. Submit it again once it is written whole.",
                cause);
    }

    @Override
    public void close() {
        files.forEach(FileBytes::close);
        closeOrigin.run();
    }

    private static Sha256 hash(FileBytes file, JobProgress work) throws IOException {
        MessageDigest digest = Hashes.newSha256();
        byte[] buffer = new byte[BUFFER];
        long length = file.length();
        for (long at = 0; at < length; at += BUFFER) {
            WorkGate.requireGoingOn(work);
            int part = (int) Math.min(BUFFER, length - at);
            file.read(at, buffer, 0, part);
            digest.update(buffer, 0, part);
        }
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }
}
