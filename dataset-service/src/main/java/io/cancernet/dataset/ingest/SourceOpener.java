package io.cancernet.dataset.ingest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.dataset.source.LocalFileBytes;
import io.cancernet.dataset.source.PatchSource;
import io.cancernet.dataset.source.SourceFile;
import io.cancernet.dataset.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Opens the source of an ingest, be it a path or an uploaded archive. */
@ApplicationScoped
class SourceOpener {

    private final Sources sources;
    private final Uploads uploads;

    SourceOpener(Sources sources, Uploads uploads) {
        this.sources = sources;
        this.uploads = uploads;
    }

    /** Opens it, checked as a whole. @throws DomainException when it is refused */
    PatchSource open(Ingest ingest) {
        return ingest.submission().comesFromUpload()
                ? openUpload(ingest)
                : sources.open(ingest.submission().uri());
    }

    /** Opens the files of a whole slide. @throws DomainException when they are refused */
    SlideSource openSlide(Ingest ingest) {
        if (!ingest.submission().comesFromUpload()) {
            return new SlideSource(sources.openFiles(ingest.submission().uri()));
        }
        try {
            Path file = uploads.fetch(ingest.ingestId());
            return new SlideSource(List.of(LocalFileBytes.openTemporary(file, "upload")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the uploaded slide: " + e.getMessage(), e);
        } catch (ObjectNotFoundException e) {
            throw new DomainException(ErrorCode.SOURCE_UNREADABLE, "The uploaded slide is gone. Upload it again.", e);
        }
    }

    /** Forgets an uploaded archive; a path is left alone. */
    void forget(Ingest ingest) {
        if (ingest.submission().comesFromUpload()) {
            uploads.forget(ingest.ingestId());
        }
    }

    private PatchSource openUpload(Ingest ingest) {
        try {
            Path archive = uploads.fetch(ingest.ingestId());
            try {
                return new DeletedAfterUse(sources.openArchive(archive), archive);
            } catch (RuntimeException e) {
                Uploads.delete(archive);
                throw e;
            }
        } catch (ObjectNotFoundException e) {
            throw new DomainException(ErrorCode.SOURCE_UNREADABLE, "The uploaded archive is gone. Upload it again.", e);
        }
    }

    /** A source in a temporary file. */
    private record DeletedAfterUse(PatchSource source, Path file) implements PatchSource {

        @Override
        public List<SourceFile> files() {
            return source.files();
        }

        @Override
        public byte[] read(SourceFile wanted) throws IOException {
            return source.read(wanted);
        }

        @Override
        public void close() {
            source.close();
            Uploads.delete(file);
        }
    }
}
