package io.cancernet.dataset.view;

import io.cancernet.common.unit.MicronsPerPixel;

/**
 * What a viewer has to know before it asks for tiles.
 *
 * @param mpp resolution of the highest level
 * @param frame how coordinates of patches become pixels of the highest level
 */
public record ViewDescription(ViewedSlide viewed, DeepZoom pyramid, MicronsPerPixel mpp, MosaicFrame frame) {}
