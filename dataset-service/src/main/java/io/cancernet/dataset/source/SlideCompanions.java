package io.cancernet.dataset.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The files that a slide's text file names, which lie in its own folder and belong to the slide: those of a VMS or VMU
 * file of Hamamatsu and of the {@code Slidedat.ini} of MIRAX. A native library opens them by these names.
 */
public final class SlideCompanions {

    /** The ending of a MIRAX slide, which keeps its data in a folder of the same name. */
    public static final String MIRAX = ".mrxs";

    /** What MIRAX' folder names its files in. */
    public static final String MIRAX_DATA = "Slidedat.ini";

    /** The library reads no longer ones. */
    private static final int MAX_BYTES = 1 << 20;

    private static final Pattern HAMAMATSU = Pattern.compile("\\[(Uncompressed )?Virtual Microscope Specimen\\]");
    private static final Pattern HAMAMATSU_REQUIRED = Pattern.compile("ImageFile.*|MapFile");
    private static final Pattern HAMAMATSU_OPTIONAL = Pattern.compile("OptimisationFile|MacroImage");
    private static final Pattern MIRAX_REQUIRED = Pattern.compile("INDEXFILE|FILE_[0-9]+");

    private SlideCompanions() {}

    /**
     * A file beside the one that names it.
     *
     * @param name without folders
     * @param required whether the slide cannot be read without it
     */
    public record Companion(String name, boolean required) {}

    /** Whether a file of this name may name others. */
    static boolean mayNameOthers(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".vms") || lower.endsWith(".vmu");
    }

    /** Whether a file of this name is the main one of several that are a slide. */
    public static boolean hasCompanions(String name) {
        return mayNameOthers(name) || isMirax(name);
    }

    static boolean isMirax(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(MIRAX);
    }

    /**
     * What a file names; nothing when it is of another kind.
     *
     * @throws DomainException {@code source-not-allowed} when it names something that is not in its own folder
     */
    public static List<Companion> namedBy(FileBytes file) throws IOException {
        if (file.length() > MAX_BYTES) {
            return List.of();
        }
        byte[] bytes = file.read(0, (int) file.length());
        String plain = new String(bytes, ISO_8859_1);
        boolean mirax = lastPart(file.name()).equalsIgnoreCase(MIRAX_DATA);
        if (!mirax && !HAMAMATSU.matcher(plain).find()) {
            return List.of();
        }
        List<Companion> named = new ArrayList<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("[\r\n]+", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String key = line.substring(0, equals).strip();
                String value = line.substring(equals + 1).strip();
                boolean required = (mirax ? MIRAX_REQUIRED : HAMAMATSU_REQUIRED)
                        .matcher(key)
                        .matches();
                boolean optional = !mirax && HAMAMATSU_OPTIONAL.matcher(key).matches();
                if ((required || optional) && !value.isEmpty()) {
                    requirePlain(value);
                    named.add(new Companion(value, required));
                }
            }
        }
        return named.stream().distinct().toList();
    }

    /** A refusal of a slide of which something is not there. */
    public static DomainException missing() {
        return new DomainException(
                ErrorCode.SLIDE_UNREADABLE,
                "Files that belong to the slide are missing: a MIRAX slide (.mrxs) needs the folder of the same name beside it, a VMS or VMU file the images that it names. Submit the folder that holds them all, or upload a zip of it; a web server lists no folders.");
    }

    /** A refusal of a slide that reaches beyond its own folder. */
    static DomainException notAllowed(String what) {
        return new DomainException(
                ErrorCode.SOURCE_NOT_ALLOWED,
                "%s, which is not read. Put the slide with all its files, and no links to them, in one folder."
                        .formatted(what));
    }

    private static void requirePlain(String name) {
        boolean leaves = name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0
                || name.equals("..")
                || name.equals(".");
        if (leaves) {
            throw notAllowed("The slide names a file in another folder");
        }
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
