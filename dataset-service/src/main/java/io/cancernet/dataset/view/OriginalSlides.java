package io.cancernet.dataset.view;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.SlideId;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideImage;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.source.SourceChangedException;
import io.cancernet.dataset.source.Sources;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideFormats;
import io.cancernet.dataset.wholeslide.SlideLevel;
import io.cancernet.dataset.wholeslide.SlideReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * The originals of whole slides, where the hospital has them. Before one is shown it is compared with what was ingested,
 * and while it is open it may not change. No refusal says where it lies. Thread-safe.
 */
final class OriginalSlides {

    /** Files up to this many bytes are hashed when they are opened; of larger ones the size of the picture must do. */
    private static final long HASHED = 64L * 1024 * 1024;

    private static final int BUFFER = 1 << 20;

    private final OriginalFiles sources;
    private final SlideFormats formats;
    private final OpenOriginals open;

    OriginalSlides(OriginalFiles sources, SlideFormats formats, OpenOriginals open) {
        this.sources = sources;
        this.formats = formats;
        this.open = open;
    }

    /**
     * Works with an original.
     *
     * @throws DomainException {@code source-unreadable} when it is gone, {@code source-changed} when it is not what was
     *     ingested
     */
    <T> T use(Slide slide, URI original, OpenOriginals.Work<T> work) {
        OriginalKey key = new OriginalKey(slide.slideId(), original);
        try {
            return useOpen(key, slide, work);
        } catch (SourceChangedException e) {
            // Opened anew, it is compared with what was ingested: it may only have been touched.
            return useAgain(key, slide, work);
        }
    }

    private <T> T useAgain(OriginalKey key, Slide slide, OpenOriginals.Work<T> work) {
        try {
            return useOpen(key, slide, work);
        } catch (SourceChangedException e) {
            throw changed(slide.slideId());
        }
    }

    private <T> T useOpen(OriginalKey key, Slide slide, OpenOriginals.Work<T> work) throws SourceChangedException {
        try {
            return open.use(key, () -> open(slide, key.original()), opened -> {
                try {
                    return work.with(opened);
                } finally {
                    // Afterwards, so that nothing read from another file is ever shown; it outweighs what went wrong.
                    opened.requireUnchanged();
                }
            });
        } catch (SourceChangedException e) {
            open.forget(key::equals);
            throw e;
        } catch (IOException | UncheckedIOException e) {
            open.forget(key::equals);
            throw unreadable(slide.slideId());
        }
    }

    void forget(SlideId slide) {
        open.forget(key -> key.slide().equals(slide));
    }

    private OpenOriginal open(Slide slide, URI original) {
        List<FileBytes> files = files(slide.slideId(), original);
        try {
            requireNoArchive(slide.slideId(), files);
            requireIngested(slide, files);
            SlideReader reader = formats.open(new SlideFiles(files));
            OpenOriginal opened = new OpenOriginal(files, reader);
            try {
                requireSameSize(slide, reader);
                return opened;
            } catch (RuntimeException e) {
                reader.close();
                throw e;
            }
        } catch (IOException e) {
            files.forEach(FileBytes::close);
            throw unreadable(slide.slideId());
        } catch (RuntimeException e) {
            files.forEach(FileBytes::close);
            throw e;
        }
    }

    /** What keeps the files from being opened names them, and so stays here. */
    private List<FileBytes> files(SlideId slide, URI original) {
        try {
            return sources.open(original);
        } catch (RuntimeException e) {
            throw unreadable(slide);
        }
    }

    private static void requireNoArchive(SlideId slide, List<FileBytes> files) throws IOException {
        if (files.size() == 1 && Sources.isArchive(files.get(0))) {
            throw new DomainException(
                    ErrorCode.SLIDE_UNSUPPORTED,
                    "The original of slide %s lies in an archive, which is not unpacked to view it. /api/v1/slides/%s/mosaic shows the stored patches."
                            .formatted(slide, slide));
        }
    }

    private static void requireIngested(Slide slide, List<FileBytes> files) throws IOException {
        FileBytes file = files.get(0);
        if (slide.sourceSha256() == null || files.size() > 1 || file.length() > HASHED) {
            return;
        }
        MessageDigest digest = Hashes.newSha256();
        byte[] buffer = new byte[(int) Math.min(BUFFER, file.length())];
        for (long at = 0; at < file.length(); at += buffer.length) {
            int part = (int) Math.min(buffer.length, file.length() - at);
            file.read(at, buffer, 0, part);
            digest.update(buffer, 0, part);
        }
        if (!HexFormat.of()
                .formatHex(digest.digest())
                .equals(slide.sourceSha256().value())) {
            throw changed(slide.slideId());
        }
    }

    private static void requireSameSize(Slide slide, SlideReader reader) {
        SlideLevel level0 = reader.levels().get(0);
        SlideImage image = slide.image();
        if (image != null && (image.width() != level0.width() || image.height() != level0.height())) {
            throw changed(slide.slideId());
        }
    }

    private static DomainException unreadable(SlideId slide) {
        return new DomainException(
                ErrorCode.SOURCE_UNREADABLE,
                "The original of slide %s cannot be read. Originals stay where the hospital has them: put it back where it was ingested from, or ingest it from where it is now. /api/v1/slides/%s/mosaic shows its stored patches."
                        .formatted(slide, slide));
    }

    private static DomainException changed(SlideId slide) {
        return new DomainException(
                ErrorCode.SOURCE_CHANGED,
                "The original of slide %s is not the file that was ingested. Originals stay where the hospital has them: put that file back, or ingest the present one. /api/v1/slides/%s/mosaic shows the stored patches."
                        .formatted(slide, slide));
    }
}
