package io.cancernet.dataset.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a tile is encoded. */
public enum TileFormat {
    /** Small; what viewers are told to ask for. */
    JPG("image/jpeg"),
    /** Every pixel as it is. */
    PNG("image/png");

    private final String mediaType;

    TileFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The ending of a tile's name. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format that tile names of an ending have. @throws IllegalArgumentException when tiles have no such ending */
    public static TileFormat ofEnding(String ending) {
        return Arrays.stream(values())
                .filter(each -> each.ending().equals(ending))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("tiles are %s, not '%s'"
                        .formatted(
                                Arrays.stream(values()).map(TileFormat::ending).collect(Collectors.joining(" or ")),
                                ending)));
    }
}
