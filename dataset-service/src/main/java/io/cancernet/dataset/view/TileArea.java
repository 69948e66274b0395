package io.cancernet.dataset.view;

/**
 * What a tile shows, in pixels of its level.
 *
 * @param scale pixels of the image to one of the level, a side; a power of two
 */
record TileArea(long scale, int x, int y, int width, int height) {}
