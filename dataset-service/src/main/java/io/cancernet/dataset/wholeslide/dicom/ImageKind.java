package io.cancernet.dataset.wholeslide.dicom;

import java.util.Optional;

/** What an image of a slide shows: the third value of Image Type (PS3.3 C.8.12.4.1.1). */
enum ImageKind {
    VOLUME("tissue"),
    LABEL("A label image is not tissue"),
    OVERVIEW("An overview image, which shows the label, is not tissue"),
    THUMBNAIL("A thumbnail is not the tissue's image itself"),
    UNKNOWN("An image that is not marked as VOLUME is not known to be tissue");

    private static final int VALUE = 2;

    private final String meaning;

    ImageKind(String meaning) {
        this.meaning = meaning;
    }

    /** Why it is not taken, for all but {@link #VOLUME}. */
    String meaning() {
        return meaning;
    }

    static ImageKind of(Optional<String> imageType) {
        String[] values = imageType.orElse("").split("\\\\", -1);
        return switch (values.length > VALUE ? values[VALUE].trim() : "") {
            case "VOLUME" -> VOLUME;
            case "LABEL" -> LABEL;
            case "OVERVIEW", "LOCALIZER" -> OVERVIEW;
            case "THUMBNAIL" -> THUMBNAIL;
            default -> UNKNOWN;
        };
    }
}
