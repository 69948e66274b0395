package io.cancernet.dataset.tiling;

import io.cancernet.common.image.RgbImage;

/**
 * Pixels of a level.
 *
 * @param left of the pixels, in pixels of the level
 * @param top of the pixels, in pixels of the level
 */
record LevelRegion(RgbImage image, int left, int top) {}
