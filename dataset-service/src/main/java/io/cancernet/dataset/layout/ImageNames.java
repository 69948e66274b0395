package io.cancernet.dataset.layout;

import java.util.Locale;
import java.util.Set;

/** Endings of file names by which a file of a patch archive is taken for an image; its bytes decide. */
public final class ImageNames {

    private static final Set<String> READABLE = Set.of("png", "jpg", "jpeg");
    private static final Set<String> OTHER_IMAGES = Set.of("tif", "tiff", "bmp", "gif", "webp", "jp2");

    private ImageNames() {}

    public static boolean isImage(String name) {
        return READABLE.contains(ending(name));
    }

    /** Why a file that is not called an image is left out. */
    static String whyNot(String name) {
        return OTHER_IMAGES.contains(ending(name))
                ? "patches are read as PNG or JPEG only: save it as PNG"
                : "its name is not .png, .jpg or .jpeg";
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
