package io.cancernet.dataset.slide;

import io.cancernet.common.unit.MicronsPerPixel;

/**
 * Level 0 of a whole slide.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record SlideImage(int width, int height, MicronsPerPixel mpp) {}
