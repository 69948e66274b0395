package io.cancernet.dataset.view;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which tile of a pyramid, as the Deep Zoom format counts: all from 0. */
public record TileAddress(int level, int column, int row) {

    private static final Pattern PLACE = Pattern.compile("([0-9]+)_([0-9]+)");
    private static final Pattern LEVEL = Pattern.compile("[0-9]+");
    /** More digits than any tile has; such a tile is as absent as this one. */
    private static final int BEYOND = Integer.MAX_VALUE;

    private static final int MOST_DIGITS = 9;

    public TileAddress {
        if (level < 0 || column < 0 || row < 0) {
            throw new IllegalArgumentException(
                    "levels, columns and rows count from 0: %d, %d, %d".formatted(level, column, row));
        }
    }

    /**
     * Reads an address as it stands in a URL.
     *
     * @param place {@code <column>_<row>}
     * @throws IllegalArgumentException when it is none
     */
    public static TileAddress parse(String level, String place) {
        Matcher matcher = PLACE.matcher(place);
        if (!LEVEL.matcher(level).matches() || !matcher.matches()) {
            throw new IllegalArgumentException(
                    "a tile is named <level>/<column>_<row>.jpg, all whole numbers from 0: '%s/%s'"
                            .formatted(level, place));
        }
        return new TileAddress(number(level), number(matcher.group(1)), number(matcher.group(2)));
    }

    private static int number(String digits) {
        return digits.length() > MOST_DIGITS ? BEYOND : Integer.parseInt(digits);
    }
}
