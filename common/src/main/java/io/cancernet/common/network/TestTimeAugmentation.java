package io.cancernet.common.network;

import java.util.List;
import java.util.stream.Stream;

/** Views of an image over which a model's probabilities are averaged. */
public enum TestTimeAugmentation {
    /** The image itself. */
    NONE,
    /** The image, mirrored, upside down, and both. */
    FLIPS,
    /** Those four and their rotations by 90 degrees: the eight symmetries of a square. */
    FLIPS_AND_ROTATIONS;

    private static final View ITSELF = new View(false, false, false);
    private static final List<View> FOUR =
            List.of(ITSELF, new View(false, false, true), new View(false, true, false), new View(false, true, true));
    private static final List<View> EIGHT = Stream.concat(
                    FOUR.stream(), FOUR.stream().map(View::transposedFirst))
            .toList();

    public List<View> views() {
        return switch (this) {
            case NONE -> List.of(ITSELF);
            case FLIPS -> FOUR;
            case FLIPS_AND_ROTATIONS -> EIGHT;
        };
    }

    /**
     * One view of an image: rows and columns change places first, then rows go from the bottom and columns from the
     * right.
     */
    public record View(boolean transposed, boolean rowsReversed, boolean columnsReversed) {

        private View transposedFirst() {
            return new View(true, rowsReversed, columnsReversed);
        }
    }
}
