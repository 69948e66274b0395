package io.cancernet.common.unit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Resolution of an image in micrometres per pixel: 0.25 at 40x, about 4 in the IDC patches. */
public record MicronsPerPixel(@JsonValue double value) {

    private static final double SMALLEST = 0.01;
    private static final double LARGEST = 1000;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MicronsPerPixel {
        if (!(value >= SMALLEST && value <= LARGEST)) {
            throw new IllegalArgumentException(
                    "microns per pixel must lie between %s and %s: %s".formatted(SMALLEST, LARGEST, value));
        }
    }
}
