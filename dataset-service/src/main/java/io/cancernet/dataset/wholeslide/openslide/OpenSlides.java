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
import java.util.stream.Stream;

/**
 * Reads slides through OpenSlide. It opens files by their path, and those that lie beside a slide of several files, so
 * a slide must lie in a folder of this machine. Only what the library names by its vendor is opened at all.
 */
@ApplicationScoped
@Priority(100)
public class OpenSlides implements SlideReaderProvider {

    private static final String OBSTACLE = "OpenSlide, which reads %s, is not installed. Install libopenslide0"
            + " (Debian, Ubuntu) or openslide, and start the service again.";
    private static final List<String> REMOTE_BEGINNINGS =
            List.of("II*\0", "MM\0*", "II+\0", "MM\0+", "[Virtual Microscope", "[Uncompressed Virtual");
    private static final int BEGINNING = 32;

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
        return Stream.of(Vendor.values()).map(Vendor::format).toList();
    }

    @Override
    public Optional<String> obstacle() {
        return library.isPresent() ? Optional.empty() : Optional.of(OBSTACLE.formatted(String.join(", ", formats())));
    }

    /** A file elsewhere cannot be shown to the library; what looks like one of its formats is recognised, and refused. */
    @Override
    public boolean recognises(SlideFiles files) throws IOException {
        Optional<String> path = path(files);
        return path.isPresent() ? vendor(path.get()).isPresent() : looksReadable(files.first());
    }

    @Override
    public SlideReader open(SlideFiles files) throws IOException {
        String path = path(files)
                .orElseThrow(
                        () -> new DomainException(
                                ErrorCode.SLIDE_UNSUPPORTED,
                                "OpenSlide reads slides of this kind only where they lie in a folder that this service can read. Put it there and submit it by its file: URI."));
        Vendor vendor = vendor(path).orElseThrow(OpenSlides::unreadable);
        Pointer slide = library().openslide_open(path);
        if (slide == null) {
            throw unreadable();
        }
        NativeSlide open = new NativeSlide(library(), slide);
        try {
            return OpenSlideReader.of(vendor, open);
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private Optional<Vendor> vendor(String path) {
        return Vendor.of(library().openslide_detect_vendor(path));
    }

    private OpenSlideLibrary library() {
        return library.orElseThrow(() -> new IllegalStateException("OpenSlide is not installed"));
    }

    private static Optional<String> path(SlideFiles files) {
        return files.first().localPath().map(path -> path.toAbsolutePath().toString());
    }

    private static boolean looksReadable(FileBytes file) throws IOException {
        byte[] beginning = file.read(0, (int) Math.min(BEGINNING, file.length()));
        String text = new String(beginning, StandardCharsets.ISO_8859_1);
        return REMOTE_BEGINNINGS.stream().anyMatch(text::startsWith);
    }

    private static DomainException unreadable() {
        return new DomainException(
                ErrorCode.SLIDE_UNREADABLE,
                "OpenSlide cannot open the slide: it is damaged, or files that belong to it are missing. Export it again, with all its files.");
    }
}
