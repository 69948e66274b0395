package io.cancernet.dataset.wholeslide.openslide;

import com.sun.jna.Pointer;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideReader;
import io.cancernet.dataset.wholeslide.SlideReaderProvider;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads slides through OpenSlide. It opens files by their path, and those that lie beside a slide of several files, so
 * a slide must lie in a folder of this machine. Only what the library names by its vendor is opened at all.
 */
@ApplicationScoped
@Priority(100)
public class OpenSlides implements SlideReaderProvider {

    private static final String OBSTACLE = "OpenSlide, which reads %s, is not installed. Install libopenslide0"
            + " (Debian, Ubuntu) or openslide, and start the service again.";
    private static final String UNREADABLE =
            "OpenSlide cannot open the slide: it is damaged, or files that belong to it"
                    + " are missing. Export it again, with all its files.";
    private static final List<String> REMOTE_BEGINNINGS =
            List.of("II*\0", "MM\0*", "II+\0", "MM\0+", "[Virtual Microscope", "[Uncompressed Virtual");
    private static final int BEGINNING = 32;
    private static final String LATEST = "4";

    private final Optional<OpenSlideLibrary> library;

    public OpenSlides() {
        this(OpenSlideLibrary.installed());
    }

    OpenSlides(Optional<OpenSlideLibrary> library) {
        this.library = library;
    }

    @Override
    public String name() {
        return "openslide";
    }

    @Override
    public List<String> formats() {
        return Vendor.formats(
                library.map(OpenSlideLibrary::openslide_get_version).orElse(LATEST));
    }

    @Override
    public Optional<String> obstacle() {
        return library.isPresent() ? Optional.empty() : Optional.of(OBSTACLE.formatted(String.join(", ", formats())));
    }

    /** A file elsewhere cannot be shown to the library; what looks like one of its formats is recognised, and refused. */
    @Override
    public boolean recognises(SlideFiles files) throws IOException {
        return isLocal(files) ? find(files).isPresent() : looksReadable(files.first());
    }

    @Override
    public SlideReader open(SlideFiles files) throws IOException {
        if (!isLocal(files)) {
            throw new DomainException(
                    ErrorCode.SLIDE_UNSUPPORTED,
                    "OpenSlide reads slides of this kind only where they lie in a folder that this service can read. Put it there and submit it by its file: URI.");
        }
        Found found = find(files).orElseThrow(OpenSlides::unreadable);
        Pointer pointer = library().openslide_open(found.path);
        if (pointer == null) {
            throw unreadable();
        }
        NativeSlide slide = new NativeSlide(library(), pointer);
        try {
            return OpenSlideReader.of(found.vendor, slide);
        } catch (RuntimeException e) {
            slide.close();
            throw e;
        }
    }

    /** The file that the others belong to: of a VMS slide, say, the only one that names a vendor. */
    private Optional<Found> find(SlideFiles files) {
        return files.files().stream()
                .flatMap(file -> file.localPath().stream())
                .map(path -> path.toAbsolutePath().toString())
                .flatMap(path ->
                        Vendor.of(library().openslide_detect_vendor(path))
                                .map(vendor -> new Found(vendor, path))
                                .stream())
                .findFirst();
    }

    private OpenSlideLibrary library() {
        return library.orElseThrow(() -> new IllegalStateException("OpenSlide is not installed"));
    }

    private static boolean isLocal(SlideFiles files) {
        return files.first().localPath().isPresent();
    }

    private static boolean looksReadable(FileBytes file) throws IOException {
        byte[] beginning = file.read(0, (int) Math.min(BEGINNING, file.length()));
        String text = new String(beginning, StandardCharsets.ISO_8859_1);
        return REMOTE_BEGINNINGS.stream().anyMatch(text::startsWith);
    }

    private static DomainException unreadable() {
        return new DomainException(ErrorCode.SLIDE_UNREADABLE, UNREADABLE);
    }

    private record Found(Vendor vendor, String path) {}
}
