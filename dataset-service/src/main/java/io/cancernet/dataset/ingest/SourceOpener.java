package io.cancernet.dataset.ingest;

import io.cancernet.common.job.JobProgress;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.source.PatchSource;
import io.cancernet.dataset.source.Sources;
import io.cancernet.dataset.upload.BodyUploads;
import io.cancernet.dataset.upload.KeptFiles;
import io.cancernet.dataset.upload.Upload;
import io.cancernet.dataset.upload.UploadId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;

/** Opens the source of an ingest, be it a path or an upload. */
@ApplicationScoped
class SourceOpener {

    private final Sources sources;
    private final KeptFiles kept;
    private final BodyUploads bodies;

    private final Staging staging;

    SourceOpener(Sources sources, KeptFiles kept, BodyUploads bodies, Staging staging) {
        this.sources = sources;
        this.kept = kept;
        this.bodies = bodies;
        this.staging = staging;
    }

    /**
     * Checks that what a submission names may be read.
     *
     * @return the submission with the endings of uploads in their URIs
     * @throws io.cancernet.common.error.DomainException {@code source-not-allowed}, {@code upload-invalid}
     */
    Submission requireAllowed(Submission submission) {
        RegionOptions regions = submission.regions();
        return submission.from(
                requireAllowed(submission.uri()),
                regions == null
                        ? null
                        : new RegionOptions(
                                requireAllowed(regions.uri()),
                                regions.positiveClasses(),
                                regions.ignoredClasses(),
                                regions.positiveShare()));
    }

    private URI requireAllowed(URI uri) {
        return UploadId.in(uri).map(id -> kept.require(id).uri()).orElseGet(() -> {
            sources.requireAllowed(uri);
            return uri;
        });
    }

    /** Keeps a file that came in a request's body. */
    Upload keep(String fileName, InputStream file) {
        return bodies.keep(fileName, file);
    }

    /** Opens it, checked as a whole. @throws io.cancernet.common.error.DomainException when it is refused */
    PatchSource open(Ingest ingest) {
        return ingest.submission().comesFromUpload()
                ? sources.openArchive(kept.open(ingest.submission().uri()))
                : sources.open(ingest.submission().uri());
    }

    /**
     * Opens the files of a whole slide, those of an archive unpacked into the work directory.
     *
     * @throws io.cancernet.common.error.DomainException when they are refused
     * @throws IOException when they cannot be read
     */
    SlideSource openSlide(Ingest ingest, JobProgress work) throws IOException {
        List<FileBytes> files = openFiles(ingest.submission().uri());
        try {
            if (files.size() > 1 || !Sources.isArchive(files.get(0))) {
                return new SlideSource(files);
            }
        } catch (IOException | RuntimeException e) {
            files.forEach(FileBytes::close);
            throw e;
        }
        return staging.unpack(sources.openArchive(files.get(0)), work);
    }

    /** Opens the one slide that a folder or archive holds; the source is closed with it. */
    SlideSource openSlide(Ingest ingest, PatchSource source, JobProgress work) throws IOException {
        if (source.isArchive()) {
            return staging.unpack(source, work);
        }
        source.close();
        return new SlideSource(openFiles(ingest.submission().uri()));
    }

    /** Opens the one file of an upload, or those that a path names; the caller closes them. */
    List<FileBytes> openFiles(URI uri) {
        return UploadId.in(uri).isPresent() ? List.of(kept.open(uri)) : sources.openFiles(uri);
    }

    /** Forgets uploads whose ingest has ended; a path is left alone. */
    void forget(Ingest ingest, IngestState end) {
        ingest.submission().uploads().forEach(id -> kept.forget(id, end == IngestState.REJECTED));
    }

    /** Forgets an upload whose ingest never began. */
    void forget(UploadId upload) {
        kept.forget(upload, false);
    }
}
