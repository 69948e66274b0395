package io.cancernet.dataset.wholeslide.openslide;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The functions of OpenSlide 3.4 and 4 that are used, by their names in C. None of them reads associated images. */
interface OpenSlideLibrary extends Library {

    String openslide_get_version();

    @Nullable String openslide_detect_vendor(String filename);

    @Nullable Pointer openslide_open(String filename);

    void openslide_close(Pointer slide);

    /** Why the slide can be used no more; null while it can. The text may name files. */
    @Nullable String openslide_get_error(Pointer slide);

    int openslide_get_level_count(Pointer slide);

    void openslide_get_level_dimensions(Pointer slide, int level, LongByReference width, LongByReference height);

    double openslide_get_level_downsample(Pointer slide, int level);

    @Nullable String openslide_get_property_value(Pointer slide, String name);

    /**
     * Renders a region.
     *
     * @param argb premultiplied, {@code width * height} pixels
     * @param x in pixels of level 0, whatever the level
     */
    void openslide_read_region(Pointer slide, int[] argb, long x, long y, int level, long width, long height);

    /** The library of this machine; empty where there is none. It is looked for once. */
    static Optional<OpenSlideLibrary> installed() {
        return Installed.LIBRARY;
    }

    /** Holds what was found. */
    final class Installed {

        /** Without its development files a machine has the versioned names alone. */
        private static final List<String> NAMES =
                List.of("openslide", "libopenslide.so.1", "libopenslide.so.0", "libopenslide-1", "libopenslide-0");

        private static final Optional<OpenSlideLibrary> LIBRARY = load();

        private Installed() {}

        private static Optional<OpenSlideLibrary> load() {
            for (String name : NAMES) {
                try {
                    return Optional.of(
                            Native.load(name, OpenSlideLibrary.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8")));
                } catch (LinkageError e) {
                    // Not under this name.
                }
            }
            return Optional.empty();
        }
    }
}
