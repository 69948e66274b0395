package io.cancernet.dataset.wholeslide.openslide;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A library that knows slides as OpenSlide does, and notes what lies beside the one that it opens. All are 10 x 10 red. */
final class WatchingLibrary implements OpenSlideLibrary {

    private static final int SIDE = 10;

    private final SortedSet<String> seen = new TreeSet<>();

    /** Paths below the folder of the slide that was opened. */
    SortedSet<String> seen() {
        return seen;
    }

    @Override
    public @Nullable String openslide_detect_vendor(String filename) {
        try {
            if (filename.endsWith(".mrxs")) {
                Path data = Path.of(filename.substring(0, filename.length() - ".mrxs".length()));
                return Files.exists(data.resolve("Slidedat.ini")) ? "mirax" : null;
            }
            String text = Files.size(Path.of(filename)) > 1 << 16 ? "" : Files.readString(Path.of(filename));
            if (text.startsWith("[Virtual Microscope Specimen]")) {
                return "hamamatsu";
            }
            return text.startsWith("II*") ? "leica" : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Pointer openslide_open(String filename) {
        Path folder = Path.of(filename).resolveSibling("");
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile)
                    .forEach(file -> seen.add(folder.relativize(file).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Pointer(1);
    }

    @Override
    public String openslide_get_version() {
        return "4.0.0";
    }

    @Override
    public void openslide_close(Pointer slide) {}

    @Override
    public @Nullable String openslide_get_error(Pointer slide) {
        return null;
    }

    @Override
    public int openslide_get_level_count(Pointer slide) {
        return 1;
    }

    @Override
    public void openslide_get_level_dimensions(
            Pointer slide, int level, LongByReference width, LongByReference height) {
        width.setValue(SIDE);
        height.setValue(SIDE);
    }

    @Override
    public double openslide_get_level_downsample(Pointer slide, int level) {
        return 1;
    }

    @Override
    public @Nullable String openslide_get_property_value(Pointer slide, String name) {
        return null;
    }

    @Override
    public void openslide_read_region(Pointer slide, int[] argb, long x, long y, int level, long width, long height) {
        Arrays.fill(argb, 0xFFFF0000);
    }
}
