package io.cancernet.dataset.wholeslide.openslide;

import com.sun.jna.Pointer;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.source.SlideCompanions;
import io.cancernet.dataset.wholeslide.NeedsLocalFilesException;
import io.cancernet.dataset.wholeslide.SeveralSlides;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideReader;
import io.cancernet.dataset.wholeslide.SlideReaderProvider;
import io.cancernet.dataset.work.WorkDirectory;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads slides through OpenSlide. It opens files by their path, and those that lie beside a slide of several files, so
 * a slide must lie in a folder of this machine; it is shown there alone. Only what the library names by its vendor is
 * opened at all.
 */
@Singleton
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

    private static final String JPEG = "\u00ff\u00d8";

    private final Optional<OpenSlideLibrary> library;
    private final WorkDirectory work;

    @Inject
    public OpenSlides(WorkDirectory work) {
        this(OpenSlideLibrary.installed(), work);
    }

    OpenSlides(Optional<OpenSlideLibrary> library, WorkDirectory work) {
        this.library = library;
        this.work = work;
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

    /** The library runs in this process and can end it. */
    @Override
    public boolean isNative() {
        return true;
    }

    /** A file elsewhere cannot be shown to the library; what looks like one of its formats is recognised, and refused. */
    @Override
    public boolean recognises(SlideFiles files) throws IOException {
        if (!isLocal(files)) {
            return looksReadable(files);
        }
        if (isMirax(files)) {
            return true;
        }
        try (SlideView view = SlideView.of(files, work.path())) {
            return !find(view).isEmpty();
        }
    }

    @Override
    public SlideReader open(SlideFiles files) throws IOException {
        if (!isLocal(files)) {
            throw new NeedsLocalFilesException(
                    "OpenSlide reads slides of this kind only where they lie in a folder that this service can read. Put it there and submit it by its file: URI.");
        }
        SlideView view = SlideView.of(files, work.path());
        try {
            return open(view);
        } catch (RuntimeException e) {
            view.close();
            throw e;
        }
    }

    private SlideReader open(SlideView view) {
        List<Found> found = find(view);
        if (found.isEmpty()) {
            throw unreadable();
        }
        if (found.size() > 1 && found.stream().noneMatch(each -> each.vendor.hasManyFiles())) {
            throw SeveralSlides.refused();
        }
        Found first = found.get(0);
        Pointer pointer = library().openslide_open(first.path);
        if (pointer == null) {
            throw unreadable();
        }
        NativeSlide slide = new NativeSlide(library(), pointer, view);
        try {
            return OpenSlideReader.of(first.vendor, slide);
        } catch (RuntimeException e) {
            slide.close();
            throw e;
        }
    }

    /** The files that name a vendor: of a VMS slide, say, only the one that the others belong to. */
    private List<Found> find(SlideView view) {
        return view.paths().stream()
                .map(Path::toString)
                .flatMap(path ->
                        Vendor.of(library().openslide_detect_vendor(path))
                                .map(vendor -> new Found(vendor, path))
                                .stream())
                .toList();
    }

    private OpenSlideLibrary library() {
        return library.orElseThrow(() -> new IllegalStateException("OpenSlide is not installed"));
    }

    private static boolean isLocal(SlideFiles files) {
        return files.files().stream().allMatch(file -> file.localPath().isPresent());
    }

    private static boolean looksReadable(SlideFiles files) throws IOException {
        for (FileBytes file : files.files()) {
            String text = beginning(file);
            if (REMOTE_BEGINNINGS.stream().anyMatch(text::startsWith)) {
                return true;
            }
        }
        return isMirax(files);
    }

    /** A MIRAX slide is a JPEG image; without the folder of its data the library does not know it. */
    private static boolean isMirax(SlideFiles files) throws IOException {
        for (FileBytes file : files.files()) {
            if (file.name().toLowerCase(Locale.ROOT).endsWith(SlideCompanions.MIRAX)
                    && beginning(file).startsWith(JPEG)) {
                return true;
            }
        }
        return false;
    }

    private static String beginning(FileBytes file) throws IOException {
        return new String(file.read(0, (int) Math.min(BEGINNING, file.length())), StandardCharsets.ISO_8859_1);
    }

    private static DomainException unreadable() {
        return new DomainException(ErrorCode.SLIDE_UNREADABLE, UNREADABLE);
    }

    private record Found(Vendor vendor, String path) {}
}
