package io.cancernet.dataset.slide;

import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.layout.QuarantineReason;
import java.util.Map;

/**
 * Level 0 of a whole slide.
 *
 * @param width in pixels
 * @param height in pixels
 * @param cellsLeftOut cells of the grid that gave no patch, by reason
 */
public record SlideImage(int width, int height, MicronsPerPixel mpp, Map<QuarantineReason, Integer> cellsLeftOut) {

    public SlideImage {
        cellsLeftOut = Map.copyOf(cellsLeftOut);
    }
}
