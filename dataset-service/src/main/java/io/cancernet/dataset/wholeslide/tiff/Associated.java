package io.cancernet.dataset.wholeslide.tiff;

import java.io.IOException;
import java.util.regex.Pattern;

/** Images beside the scan: label, macro and thumbnail, which can show a patient's name, and masks. */
final class Associated {

    /** Bit of NewSubfileType that Aperio's macro images carry beside "reduced". */
    private static final int MACRO = 8;

    /** Bit of NewSubfileType that marks a transparency mask. */
    private static final int MASK = 4;

    private static final int BEGINNING = 256;

    private static final Pattern NAMED = Pattern.compile(
            "\\b(label|macro|thumbnail|overview|barcode|slide[ _-]?image)\\b", Pattern.CASE_INSENSITIVE);

    private Associated() {}

    static boolean is(Directory image) throws IOException {
        // Aperio's fields, some of which a user fills in, begin with the first bar.
        String title = image.text(Tag.IMAGE_DESCRIPTION, BEGINNING).split("\\|", 2)[0];
        return (image.number(Tag.NEW_SUBFILE_TYPE, 0) & (MACRO | MASK)) != 0
                || isNamed(title)
                || isNamed(image.text(Tag.PAGE_NAME, BEGINNING));
    }

    static boolean isNamed(String text) {
        return NAMED.matcher(text).find();
    }
}
