package io.cancernet.dataset.view;

import io.cancernet.common.image.RgbImage;

/**
 * A part of a canvas at some resolution.
 *
 * @param image a pixel a cell
 * @param left cells to the left of the image
 * @param top cells above the image
 * @param side pixels of the canvas to a cell, a side; the last cell of a row or column may have fewer
 */
record Cells(RgbImage image, int left, int top, int side) {}
